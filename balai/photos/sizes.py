"""How large pictures may be that are sent, and in which sizes they are kept."""

from collections.abc import Sequence

MOST_BYTES = 15_000_000
# A phone's largest photo. A JPEG is unpacked at a fraction of its size; all others whole.
MOST_PIXELS_OF_JPEG = 60_000_000
MOST_PIXELS = 25_000_000
STEEPEST = 6

LONGEST_SIDE = 1600
WIDTHS = (160, 320, 480, 960)
# Small ones are shown on phones at twice their dots, where nobody sees the loss.
SMALL_WIDTH = 480
# With this a listing of four photos is there within three seconds at 100 kbit/s. A busy photo
# keeps within it at a lower quality, down to the last of these.
SMALL_BYTES = 7_200
SMALL_QUALITIES = (40, 34, 30, 27)
# Of the one JPEG, at most: for old browsers, messengers and printers.
JPEG_WIDTH = 960
# Cut to the shape of a cover; twenty of them are one file of a list's first load.
THUMB = (160, 100)


def jpeg_width(widths: Sequence[int]) -> int:
    """Choose the width of the one JPEG."""
    return max(width for width in widths if width <= JPEG_WIDTH)
