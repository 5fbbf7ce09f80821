"""The tag that makes a form one of the outbox."""

import json
from typing import Any
from uuid import uuid4

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from balai.intake.current import Current
from balai.intake.sending import AREA, BASE, FIXES, KEY, PAGE, TITLE, VERSION

register = template.Library()


@register.simple_tag(takes_context=True)
def outbox(
    context: Context, title: str, area: str = "", current: Current | None = None
) -> SafeString:
    """Write the fields by which a form works without signal, and is taken once.

    `title` is what lists call what is sent, without personal data; `area` the code of the
    area whose officers may help; `current` what the form edits. A form that is shown again
    after a refusal replaces the refused one.
    """
    request: Any = context.request  # type: ignore[attr-defined]
    fields = {PAGE: request.get_full_path(), TITLE: title, AREA: area, FIXES: _refused(request)}
    if current:
        fields |= {
            VERSION: str(current.version),
            BASE: json.dumps(current.values, ensure_ascii=False),
        }
    if request.method == "POST" and request.POST.get(PAGE):
        fields[PAGE] = request.POST[PAGE]
    shown = [(name, value) for name, value in fields.items() if value]
    hidden = '<input type="hidden" name="{}" value="{}">'
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-outbox>{}',
        KEY, uuid4(), format_html_join("", hidden, shown),
    )  # fmt: skip


def _refused(request: Any) -> str:
    if request.method != "POST" or not request.POST.get(KEY):
        return ""
    return ",".join(filter(None, [request.POST.get(FIXES, ""), request.POST[KEY]]))
