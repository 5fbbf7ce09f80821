"""Which app answers which address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler500 = "balai.ui.views.broken"

urlpatterns = [
    path("", include("balai.channels.urls.once")),
    path("", include("balai.ui.urls")),
    *i18n_patterns(
        path("", include("balai.channels.urls.in_each_language")),
        path("", include("balai.accounts.urls.in_each_language")),
        path("", include("balai.accounts.urls.named_by_allauth")),
        path("", include("balai.portal.urls")),
        prefix_default_language=False,
    ),
]
