"""Covers for where one goes: hills, waters, forests, houses."""

from balai.ui.motif.shapes import HEIGHT, WIDTH, Dice, Drawing, disc, drawn, filled, lines


def _ridge(dice: Dice, y: int, height: int, count: int) -> str:
    """Outline a soft line of hills, closed at the foot of the cover."""
    width = -(-WIDTH // count)
    rises = "".join(
        f"q{width // 2} {-dice.between(height // 3, height * 2)}"
        f" {width} {dice.between(-height // 2, height // 2)}"
        for _ in range(count)
    )
    return f"M0 {y}{rises}V{HEIGHT}H0z"


def _swell(x: int, y: int, long: int, high: int) -> str:
    return f"M{x} {y}q{long // 2} {-high} {long} 0" + f"t{long} 0" * (WIDTH // long + 1)


def hills(drawing: Drawing) -> str:
    """Hills, a sun, and water at their foot."""
    dice, ink, _ = drawing
    long, rows = dice.between(16, 40, 8), dice.between(2, 3)
    water = "".join(_swell(-dice.pick(long), 166 + 14 * row, long, 7) for row in range(rows))
    x, y, radius = dice.between(50, 270, 10), dice.between(40, 72, 4), dice.between(14, 30, 2)
    far = _ridge(dice, dice.between(104, 124, 4), 46, dice.between(2, 5))
    near = _ridge(dice, 140, 26, dice.between(2, 4))
    return (
        disc(ink.accent, x, y, radius)
        + filled(ink.mid, far)
        + f'<path fill="{ink.thread}" fill-opacity=".25" d="{near}"/>'
        + lines(drawn(ink.thread, water))
    )


def sea(drawing: Drawing) -> str:
    """Swell that grows towards the shore, and a boat."""
    dice, ink, _ = drawing
    horizon, long = dice.between(84, 104, 2), dice.between(32, 56, 8)
    start = -dice.pick(long)
    water = filled(ink.mid, f"{_swell(start, horizon, long, 10)}V200H{start}z")
    swells = ""
    for row in range(dice.between(3, 4)):
        y, reach = horizon + 18 + 22 * row, long + 10 * row
        swells += _swell(-dice.pick(reach), y, reach, 12 + 4 * row)
    x, sail = dice.between(60, 240, 10), dice.between(40, 60, 4)
    lean = dice.between(18, 34, 4) * (1 - 2 * dice.pick(2))
    boat = f"M{x - 30} {horizon - 6}h60l-14 16h-32zM{x} {horizon - 10}v{-sail}l{lean} {sail}z"
    sun = (x + dice.between(90, 190, 20)) % 300 + 10
    return (
        disc(ink.accent, sun, dice.between(28, 48, 4), dice.between(12, 22, 2))
        + filled(ink.thread, boat)
        + water
        + lines(drawn(ink.thread, swells, width=dice.between(2, 6)))
    )


def river(drawing: Drawing) -> str:
    """A river seen from above, its banks, and the stops along it."""
    dice, ink, _ = drawing
    count, y, swing = dice.between(2, 4), dice.between(80, 120, 10), dice.between(60, 130, 10)
    width, away = -(-WIDTH // count), dice.between(58, 74, 4)
    bends = f"q{width // 2} {-swing} {width} 0" + f"t{width} 0" * count
    banks = f"M-9 {y - away}{bends}M-9 {y + away}{bends}"
    dash, stream = ("0 12", "9 14", "2 10")[dice.pick(3)], f"M-9 {y}{bends}"
    stops = "".join(
        disc(
            ink.accent,
            width * stop + width // 2 - 9,
            y + (swing // 2 if stop % 2 else -swing // 2),
            dice.between(6, 10),
        )
        for stop in range(count)
    )
    bed = drawn(ink.mid, banks, width=dice.between(4, 8), dash=dash)
    bed += drawn(ink.mid, stream, width=dice.between(46, 70, 8))
    return lines(bed + drawn(ink.thread, stream, width=dice.between(8, 16, 4))) + stops


def lake(drawing: Drawing) -> str:
    """A low sun, its road on still water, and reeds."""
    dice, ink, _ = drawing
    shore, x, radius = dice.between(92, 116, 4), dice.between(90, 230, 10), dice.between(22, 38, 2)
    road, reeds, heads = "", "", ""
    for row in range(dice.between(4, 6)):
        reach = max(radius - 5 * row + dice.between(-4, 8, 4), 6)
        road += f"M{x - reach} {shore + 16 + 14 * row}h{2 * reach}"
    for reed in range(dice.between(4, 7)):
        at, tall = reed * 13 + (230 if x < WIDTH // 2 else 14), dice.between(40, 100, 6)
        reeds += f"M{at} 200v{-tall}"
        heads += f"M{at} {HEIGHT - tall}v-14"
    drawn_on = drawn(ink.accent, road, width=4)
    drawn_on += drawn(ink.mid, reeds, width=3) + drawn(ink.thread, heads, width=7)
    return (
        disc(ink.accent, x, shore - radius // 3, radius)
        + filled(ink.mid, _ridge(dice, shore - 6, 16, dice.between(2, 4)))
        + filled(ink.ground, f"M0 {shore}h{WIDTH}v{HEIGHT}H0z")
        + lines(drawn_on)
    )


def falls(drawing: Drawing) -> str:
    """Water falling between cliffs into a pool."""
    dice, ink, _ = drawing
    left, wide = dice.between(80, 150, 10), dice.between(60, 110, 10)
    right, middle, pool_top = left + wide, left + wide // 2, dice.between(144, 160, 4)

    def cliff() -> str:
        return f"v{dice.between(20, 60, 10)}h{{0}}20v{dice.between(20, 40, 10)}h{{0}}10V{pool_top}"

    cliffs = f"M0 {dice.between(10, 40, 5)}H{left - 30}{cliff().format('')}H0z"
    cliffs += f"M320 {dice.between(10, 40, 5)}H{right + 30}{cliff().format('-')}h320z"
    threads = "".join(
        f"M{x} {dice.between(-20, 10, 5)}V{pool_top - dice.between(0, 24, 4)}"
        for x in range(left + 9, right - 4, 12)
    )
    pool = "".join(
        f"M{middle - reach} {pool_top + 6 + 14 * row}h{2 * reach}"
        for row, reach in enumerate((wide * 2 // 3, wide, wide * 3 // 2))
    )
    return filled(ink.mid, cliffs) + lines(
        drawn(ink.thread, threads, width=dice.between(5, 8))
        + drawn(ink.accent, pool, width=5, dash=f"{dice.between(12, 30, 6)} 14")
    )


def cave(drawing: Drawing) -> str:
    """Arch within arch, and the light at the far end."""
    dice, ink, _ = drawing
    x, radius, arches = dice.between(110, 210, 10), dice.between(120, 150, 10), ""
    for colour in (ink.mid, ink.ground, ink.mid, ink.thread, ink.accent)[dice.pick(2) :]:
        arch, leg = f"a{radius} {radius} 0 0 1 {2 * radius} 0", radius // 4
        arches += filled(colour, f"M{x - radius} {HEIGHT}v{-leg}{arch}v{leg}z")
        x, radius = x + dice.between(-8, 8, 4), radius * dice.between(58, 74, 4) // 100
    teeth = "".join(
        f"M{tooth * 40 + dice.pick(20)} 0l7 {dice.between(14, 56, 6)}l7-60z"
        for tooth in range(dice.between(5, 8))
    )
    return arches + filled(ink.thread, teeth)


def trees(drawing: Drawing) -> str:
    """A forest: trunks and tall crowns."""
    dice, ink, _ = drawing
    count, trunks, crowns = dice.between(6, 9), "", ["", "", ""]
    for tree in range(count):
        x = 340 * tree // count + dice.between(0, 28, 4)
        top, tall = dice.between(36, 84, 4), dice.between(0, 48, 8)
        crowns[(tree + dice.pick(2)) % 3] += f"M{x} {top}v{tall}"
        trunks += f"M{x} 200V{top}m0 {tall // 2 + 14}l-9-9m9 22l9-9"
    width = dice.between(36, 52, 4)
    return lines(
        drawn(ink.mid, crowns[0] + crowns[1], width=width)
        + drawn(ink.accent, crowns[2], width=width - 6)
        + drawn(ink.thread, trunks, width=3)
    )


def house(drawing: Drawing) -> str:
    """A long house on posts under a night sky."""
    dice, ink, _ = drawing
    bays, x = dice.between(4, 8), dice.between(20, 56, 4)
    width = (WIDTH - 2 * x) // bays
    right, y, pitch = x + bays * width, dice.between(112, 124, 4), dice.between(26, 50, 6)
    posts = "".join(f"M{x + bay * width} {y}v48" for bay in range(bays + 1))
    doors = "".join(
        f"M{x + bay * width + width // 2 - 5} {y}h10v22h-10z" for bay in range(bays) if dice.pick(4)
    )
    stars = "".join(
        f"M{dice.between(8, 312)} {dice.between(8, 60)}h3v3h-3z" for _ in range(dice.between(5, 9))
    )
    eave = pitch // 2
    roof = f"M{x - 12} {y}l{eave} {-pitch}H{right + 12 - eave}l{eave} {pitch}z"
    return (
        filled(ink.accent, stars)
        + disc(ink.thread, dice.between(40, 280, 20), 40, dice.between(10, 18))
        + filled(ink.mid, f"M{x} {y}H{right}v26H{x}z")
        + filled(ink.thread, roof)
        + filled(ink.accent, doors)
        + drawn(ink.thread, f"{posts}M0 {y + 48}h{WIDTH}", width=3)
    )
