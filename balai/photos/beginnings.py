"""What the first bytes of a file say of it: no more than that it may be a photo."""

import re

# Bytes in which a drawing says that it is one.
_LOOKED_AT = 2_000
_PHOTO = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|RIFF....WEBP|....ftypavi[fs]", re.DOTALL)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}


def begins_as_photo(sent: bytes) -> bool:
    return bool(_PHOTO.match(sent)) or _is_avif_by_another_name(sent)


def kind_not_taken(sent: bytes) -> str:
    """Name by its code what people send most and Balai does not take; empty for the rest."""
    if sent.startswith(b"GIF8"):
        return "picture_moves"
    if _brand(sent) in _HEIC_BRANDS and not _is_avif_by_another_name(sent):
        return "picture_is_heic"
    beginning = sent[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"<") and b"<svg" in beginning:
        return "picture_is_a_drawing"
    return ""


def _brand(sent: bytes) -> bytes:
    return sent[8:12] if sent[4:8] == b"ftyp" else b""


def _is_avif_by_another_name(sent: bytes) -> bool:
    return _brand(sent) in _HEIC_BRANDS and b"avif" in sent[12:64]
