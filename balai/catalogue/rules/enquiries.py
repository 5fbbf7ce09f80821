"""What a message to a seller may not be, from its words alone."""

import re

# An address of the web, but not the half of an e-mail address behind its sign.
_LINK = re.compile(
    r"https?:|www\.|\[url|<a\s"
    r"|(?<![@\w-])[\w-]+\.(?:com|net|org|info|xyz|top|ru|cn|link|shop|site|online)\b",
    re.IGNORECASE,
)
# Whoever sells these writes to everybody.
_ADVERTISED = re.compile(
    r"\b(?:viagra|cialis|casino|kasino|slot\s?gacor|judi\s?online|togel|pinjol|backlinks?"
    r"|pinjaman\s+(?:cepat|online)|seo\s+services?|jasa\s+seo|bitcoin|forex)\b",
    re.IGNORECASE,
)


def has_link(text: str) -> bool:
    """Tell whether a text leads somewhere else."""
    return _LINK.search(text) is not None


def advertises(text: str) -> bool:
    """Tell whether a text offers what nobody asks a village for."""
    return _ADVERTISED.search(text) is not None
