importScripts("{% static 'intake/outbox.js' %}");
const OFFLINE = "{% url 'intake:offline' %}";
const STATIC = "{% get_static_prefix %}";
const DOORS = {{ doors|safe }};
const INSIDE = {{ inside|safe }};
importScripts("{% static 'intake/worker.js' %}");
