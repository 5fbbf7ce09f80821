"""Covers for what hands make and feasts need."""

from balai.ui.motif.shapes import (
    HEIGHT,
    WIDTH,
    Dice,
    Drawing,
    disc,
    drawn,
    filled,
    half_drop,
    lines,
    moved,
    ring,
    tiled,
)


def _mirrored_cells(dice: Dice, size: int) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Choose the cells of one quarter: its edge, a few inside, and those at the heart."""
    edge: set[tuple[int, int]] = set()
    heart: set[tuple[int, int]] = set()
    for y in range(size):
        reach = min(size - 1 - y + dice.pick(2) * (y > 0), size - 1)
        for x in range(reach + 1):
            if x == reach or dice.pick(4) == 0:
                (heart if x + y < 2 else edge).add((x, y))  # noqa: PLR2004
    return edge, heart


def _runs(quarter: set[tuple[int, int]], size: int, unit: int) -> str:
    """Mirror a quarter both ways and draw it as runs of cells, row by row."""
    path = ""
    for y in range(1 - size, size):
        row = sorted({side * x for x, row in quarter if row == abs(y) for side in (1, -1)})
        start = None
        for x in row:
            start = x if start is None else start
            if x + 1 not in row:
                left, top = (start + size - 1) * unit, (y + size - 1) * unit
                path += f"M{left} {top}h{(x - start + 1) * unit}v{unit}H{left}"
                start = None
    return path


def weave(drawing: Drawing) -> str:
    """Stepped cloth between two hems: a small grid mirrored both ways, then repeated."""
    dice, ink, _ = drawing
    size, unit = dice.between(4, 5), dice.between(6, 9)
    edge, heart = _mirrored_cells(dice, size)
    side = 2 * size * unit
    content = filled(ink.thread, _runs(edge, size, unit))
    content += filled(ink.accent, _runs(heart, size, unit))
    hem, thin = dice.between(4, 10, 2), dice.between(3, 6)
    return (
        tiled(drawing, side, side, content)
        + filled(ink.ground, "M0 0h320v22H0zM0 178h320v22H0z")
        + drawn(ink.mid, f"M0 14h{WIDTH}M0 186h{WIDTH}", width=hem)
        + drawn(ink.accent, f"M0 {thin}h{WIDTH}M0 {HEIGHT - thin}h{WIDTH}")
    )


def plait(drawing: Drawing) -> str:
    """Rattan strands over and under."""
    dice, ink, _ = drawing
    strands, width = dice.between(2, 4), dice.between(7, 13)
    pitch = width + dice.between(2, 4)
    block = strands * pitch
    middles = [pitch // 2 + pitch * strand for strand in range(strands)]
    across, down = "", ""
    for middle in middles:
        across += f"M0 {middle}h{block - 3}M{block} {block + middle}h{block - 3}"
        down += f"M{block + middle} 0v{block - 3}M{middle} {block}v{block - 3}"
    choices = ((ink.thread, ink.mid), (ink.thread, ink.accent), (ink.mid, ink.accent))
    one, two = choices[dice.pick(3)]
    content = drawn(one, across, width=width) + drawn(two, down, width=width)
    turn = (0, 45, 30, 60)[dice.pick(4)]
    return tiled(drawing, 2 * block, 2 * block, content, turn=turn)


def dye(drawing: Drawing) -> str:
    """Rosettes of dots, as wax leaves them in dyed cloth."""
    dice, ink, _ = drawing
    petals, rings, step = dice.between(6, 10), dice.between(2, 3), dice.between(10, 14)
    rosette, dots = disc(ink.accent, 0, 0, dice.between(4, 7)), ""
    for count in range(1, rings + 1):
        radius = count * step
        dash = f"0 {6.283 * radius / petals / (1 + count // 3):.1f}"
        colour = (ink.thread, ink.mid, ink.accent)[(count + dice.pick(2)) % 3]
        dots += drawn(colour, ring(radius), width=dice.between(4, 9), dash=dash)
    reach = rings * step + 5
    width = reach * 17 // 10 + dice.between(0, 8, 4)
    height = 2 * reach + dice.between(2, 14, 4)
    placed = moved(rosette + lines(dots), width, height // 2)
    return half_drop(drawing, width, height, placed, turn=15 * dice.between(0, 3))


def carve(drawing: Drawing) -> str:
    """Notches cut into a board: lenses along the sides of a grid."""
    dice, ink, _ = drawing
    side, belly, gem = dice.between(36, 60, 4), dice.between(14, 26, 2), dice.between(4, 8)
    half, rest = side // 2, side - gem
    across = f"M0 {half}q{half} {-belly} {side} 0q{-half} {belly} {-side} 0"
    down = f"M{half} 0q{-belly} {half} 0 {side}q{belly} {-half} 0 {-side}"
    corners = f"M0 0h{gem}L0 {gem}zM{side} 0v{gem}L{rest} 0z"
    corners += f"M{side} {side}h-{gem}L{side} {rest}zM0 {side}v-{gem}L{gem} {side}z"
    heart = f"M{half} {half - gem}l{gem} {gem}-{gem} {gem}-{gem}-{gem}z"
    one, two = ((ink.thread, ink.thread), (ink.thread, ink.mid), (ink.mid, ink.thread))[
        dice.pick(3)
    ]
    content = filled(one, across) + filled(two, down)
    content += filled(ink.accent, heart + corners * dice.pick(2))
    return tiled(drawing, side, side, content, turn=(0, 45, 0, 30)[dice.pick(4)])


def beads(drawing: Drawing) -> str:
    """Strings of beads, hung or laid in rows."""
    dice, ink, _ = drawing
    hung, rows = dice.pick(2), dice.between(4, 6)
    strings = ""
    for row in range(rows):
        radius, start = dice.between(5, 100 // rows - 4), -dice.pick(12)
        y = HEIGHT * row // rows + HEIGHT // (2 * rows)
        ends = y // 3 - 30
        path = f"M{start} {ends}Q160 {y * 2} 330 {ends}" if hung else f"M{start} {y}h340"
        colour = (ink.thread, ink.accent, ink.mid)[(row + dice.pick(2)) % 3]
        dash = f"0 {2 * radius + dice.between(2, 10, 2)}"
        strings += drawn(colour, path, width=2 * radius, dash=dash)
    return lines(strings)


def gongs(drawing: Drawing) -> str:
    """Gongs and drums seen from above, rims laced."""
    dice, ink, _ = drawing
    radius = dice.between(26, 38, 2)
    rim, boss = radius - dice.between(4, 6), dice.between(7, 12)
    face = (ink.thread, ink.accent)[dice.pick(2)]
    heart = ink.accent if face == ink.thread else ink.thread
    dash = f"{dice.between(1, 4)} {dice.between(8, 12)}"
    gong = disc(ink.mid, 0, 0, radius) + disc(face, 0, 0, radius - dice.between(9, 12))
    laces = drawn(ink.thread, ring(rim), width=dice.between(3, 5), dash=dash)
    laces += drawn(ink.ground, ring(boss + dice.between(4, 6)))
    gong += lines(laces) + disc(heart, 0, 0, boss)
    width = radius * 14 // 10 + dice.between(4, 16, 4)
    height = 2 * radius + dice.between(12, 32, 4)
    return half_drop(drawing, width, height, moved(gong, width, height // 2))


def flags(drawing: Drawing) -> str:
    """Flags and lamps on two lines, above the rings of a gong."""
    dice, ink, _ = drawing
    count, y = dice.between(6, 9), dice.between(8, 20, 2)
    width, long = WIDTH // count + 1, dice.between(28, 56, 4)
    half = width // 2
    swallow = f"v{long}l{-half}-12{half - width} 12z"
    shape = (f"l{-half} {long}z", swallow)[dice.pick(2)]
    row = [f"M{flag * width} {y}h{width}{shape}" for flag in range(count)]
    radius, x = dice.between(18, 30, 3), dice.between(60, 260, 20)
    gong = "".join(
        disc((ink.mid, ink.ground)[circle % 2], x, 200, radius * circle)
        for circle in range(dice.between(3, 5), 0, -1)
    )
    sag, dash = dice.between(40, 70, 10), f"0 {dice.between(14, 20, 2)}"
    lamps = drawn(ink.thread, f"M0 {long + y - 6}q160 {sag} {WIDTH} 0", width=6, dash=dash)
    return (
        gong + disc(ink.accent, x, 200, radius // 2) + lines(lamps)
        + filled(ink.thread, "".join(row[::2])) + filled(ink.accent, "".join(row[1::2]))
        + drawn(ink.thread, f"M0 {y}h{WIDTH}", width=3)
    )  # fmt: skip


def steps(drawing: Drawing) -> str:
    """Flights of steps, one behind another."""
    dice, ink, _ = drawing
    flights = ""
    for colour, foot in ((ink.mid, 116), (ink.accent, 148), (ink.thread, 176)):
        run, rise, count = dice.between(14, 26, 2), dice.between(8, 16, 2), dice.between(4, 7)
        left = dice.between(-60, 380 - 2 * run * count, 20)
        up, down = f"h{run}v{-rise}" * count, f"h{run}v{rise}" * count
        flights += filled(colour, f"M{left} 200V{foot}{up}{down}V200z")
    return flights


def ripples(drawing: Drawing) -> str:
    """Rings that spread from a few stones: a story going round."""
    dice, ink, _ = drawing
    stones = dice.between(2, 3)
    rings = ""
    for stone in range(stones):
        x = 320 * stone // stones + dice.between(30, 100, 5)
        y, gap = dice.between(30, 170, 10), dice.between(10, 18, 2)
        count = dice.between(3, 10 - 2 * stones)
        circles = "".join(
            f'<circle cx="{x}" cy="{y}" r="{gap * circle}"/>' for circle in range(2, count + 2)
        )
        colour = (ink.thread, ink.mid, ink.accent)[(stone + dice.pick(2)) % 3]
        rings += f'<g stroke="{colour}" stroke-width="{dice.between(2, 6)}">{circles}</g>'
        rings += disc(ink.accent, x, y, gap)
    return lines(rings)


def strips(drawing: Drawing) -> str:
    """Hanging strips, the picture of the 841 in small: a village's own signature."""
    dice, ink, _ = drawing
    count, gap = dice.between(9, 12), dice.between(3, 6)
    width = WIDTH // count + 1
    broad = width - gap
    cloth, bands, tails = "", "", ""
    for strip in range(count):
        x, top, band = strip * width, dice.between(16, 88, 8), dice.between(8, 24, 8)
        cloth += f"M{x} 0h{broad}v{top}h{-broad}z"
        bands += f"M{x} {top}h{broad}v{band}h{-broad}z"
        tails += f"M{x + broad // 2} 0v{top + band + dice.between(24, 88, 8)}"
    return (
        drawn(ink.mid, tails, width=broad)
        + filled(ink.thread, cloth)
        + filled(ink.accent, bands)
    )  # fmt: skip
