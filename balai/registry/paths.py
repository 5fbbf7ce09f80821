"""How regions are written in addresses: with dots, without, or with a name behind."""

import re

from django.urls import register_converter

from balai.registry.rules import with_dots

_NAME_BEHIND = re.compile(r"-.*")


class RegionConverter:
    """`<region:code>` in a route: takes 6403012005 and 64.03.01.2005-merasa, too."""

    regex = r"\d{2}(?:\.?\d{2}){0,2}(?:\.?\d{4})?(?:-[-\w]*)?"

    def to_python(self, value: str) -> str:
        return with_dots(_NAME_BEHIND.sub("", value))

    def to_url(self, value: str) -> str:
        return value


register_converter(RegionConverter, "region")
