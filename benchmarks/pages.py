"""The four pages that stand for all: what a first visitor meets, with the demo province."""

import re

from benchmarks.plumbing import Server

LIST = "/produk/"
_CARD = re.compile(r'href="(/produk/\d+/[^"/]+/)"')


def four_pages(hall: Server) -> dict[str, str]:
    """Name home, list, village and the list's first listing."""
    html = hall.get(LIST, **{"Accept-Encoding": "identity"})[2].decode()
    first = _CARD.search(html)
    if first is None:
        raise LookupError(f"No card on {LIST}")
    return {"home": "/", "list": LIST, "village": "/desa/64.03.01.2005/", "listing": first[1]}
