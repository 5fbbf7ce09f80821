"""Covers for what fields, forests and waters give."""

from balai.ui.motif.shapes import (
    Drawing,
    disc,
    drawn,
    filled,
    half_drop,
    half_drop_from,
    leaf,
    lines,
    moved,
    ring,
    tiled,
)


def leaves(drawing: Drawing) -> str:
    """Sprigs of two leaves, with a bud or seeds between."""
    dice, ink, _ = drawing
    width, height = dice.between(40, 60, 4), dice.between(80, 112, 4)
    up, belly = height // 2 + dice.between(-4, 8, 4), dice.between(18, 30, 2)
    out = dice.between(12, width // 2 + 4, 4)
    sprig = filled(ink.thread, "M0 0" + leaf(out, up, belly))
    sprig += filled(ink.mid, "M0 0" + leaf(-out, up, belly))
    seeds = drawn(ink.accent, f"M{-out} 10h{2 * out}", width=dice.between(6, 9), dash=f"0 {out}")
    bud = filled(ink.accent, "M0 0" + leaf(0, up + 4, belly - 4))
    sprig += bud if dice.pick(2) else lines(seeds)
    placed = moved(sprig, width, height // 2 + up // 2)
    return half_drop(drawing, width, height, placed, turn=15 * dice.between(-2, 2))


def pods(drawing: Drawing) -> str:
    """Cocoa pods, some of them opened on their beans."""
    dice, ink, _ = drawing
    long, belly = dice.between(24, 32, 2), dice.between(22, 30, 2)
    half = long // 2
    left = f"C{-belly} {half} {-belly} {-half} 0 {-long}"
    pod = f"M0 {-long}C{belly} {-half} {belly} {half} 0 {long}{left}z"
    ridges = f"M0 {-long}C{belly // 2} {-half} {belly // 2} {half} 0 {long}"
    ridges += f"C{-belly // 2} {half} {-belly // 2} {-half} 0 {-long}V{long}"
    shut = filled(ink.thread, pod) + lines(drawn(ink.ground, ridges))
    row = f"M0 {9 - long}V{long - 8}"
    beans = drawn(ink.thread, row, width=10, dash="0 9")
    opened = filled(ink.accent, pod) + lines(drawn(ink.ground, row, width=15) + beans)
    second = (opened, opened, filled(ink.mid, pod))[dice.pick(3)]
    width, height = dice.between(48, 60, 4), 2 * long + dice.between(12, 28, 4)
    tilt = dice.between(10, 40, 10)
    content = moved(shut, width // 2, height // 2, turn=tilt)
    content += moved(second, width * 3 // 2, height // 2, turn=-tilt)
    return tiled(drawing, 2 * width, height, content, turn=15 * dice.between(-2, 2))


def berries(drawing: Drawing) -> str:
    """Twigs with berries in pairs: coffee, pepper."""
    dice, ink, _ = drawing
    radius, pairs = dice.between(5, 8), dice.between(3, 5)
    pitch = 2 * radius + dice.between(1, 5)
    height, width = (pairs + dice.pick(2)) * pitch, dice.between(56, 76, 4)
    middle, beside = width // 2, radius + 2
    row = f"{pitch // 2}v{(pairs - 1) * pitch}"
    fruit = f"M{middle - beside} {row}M{middle + beside} {row}"
    out, belly = middle - 4, dice.between(8, 12)
    pair = leaf(out, height // 4, belly) + leaf(-out, height // 4, belly)
    colour = (ink.accent, ink.accent, ink.thread)[dice.pick(3)]
    content = filled(ink.mid, f"M{middle} {height - 6}{pair}") + lines(
        drawn(ink.thread, f"M{middle} 0v{height}")
        + drawn(colour, fruit, width=2 * radius, dash=f"0 {pitch}")
    )
    return tiled(drawing, width, height, content, turn=(0, 20, 70, 90, 110, 160)[dice.pick(6)])


def grain(drawing: Drawing) -> str:
    """Ears of rice, grain above grain."""
    dice, ink, _ = drawing
    pairs, pitch = dice.between(3, 5), dice.between(11, 15)
    out, up, belly = dice.between(9, 15, 2), pitch + dice.between(3, 9, 2), dice.between(8, 14, 2)
    right, left = "", ""
    for pair in range(pairs):
        at = f"M0 {-pitch * pair}"
        right += at + leaf(out, up, belly)
        left += at + leaf(-out, up, belly)
    stalk = dice.between(16, 36, 4)
    tall = pitch * (pairs - 1) + up
    tip = f"M0 {-pitch * pairs}" + leaf(0, up, belly)
    one, two = ((ink.accent, ink.thread), (ink.accent, ink.accent), (ink.thread, ink.mid))[
        dice.pick(3)
    ]
    ear = lines(drawn(ink.mid, f"M0 {stalk}V{-tall}", width=3))
    ear += filled(one, right + tip) + filled(two, left)
    width, height = out + dice.between(12, 26, 2), tall + pitch + stalk + dice.between(4, 16, 4)
    placed = moved(ear, width, height - stalk - 2)
    return half_drop(drawing, width, height, placed, turn=5 * dice.between(-6, 6))


def palms(drawing: Drawing) -> str:
    """Fans of palm leaves: sugar, coconut, oil."""
    dice, ink, _ = drawing
    reach, belly = dice.between(34, 46, 2), dice.between(4, 8)
    fan = ((1, 9), (5, 8), (8, 5), (9, 0))[: dice.between(3, 4)]
    right = "".join(leaf(reach * x // 10, reach * y // 10, belly) for x, y in fan)
    left = "".join(leaf(-reach * x // 10, reach * y // 10, belly) for x, y in fan)
    dash = f"0 {dice.between(7, 14, 7)}"
    nuts = lines(drawn(ink.accent, "M-7 7H7", width=dice.between(8, 12), dash=dash))
    palm = filled(ink.thread, f"M0 0{right}") + filled(ink.mid, f"M0 0{left}") + nuts
    width, height = reach + dice.between(4, 14, 2), reach + dice.between(24, 44, 4)
    return half_drop(drawing, width, height, moved(palm, width, height // 2 + reach // 2 - 4))


def fruits(drawing: Drawing) -> str:
    """Fruit cut across, seeds in a ring."""
    dice, ink, _ = drawing
    radius, seeds = dice.between(20, 30, 2), dice.between(5, 9)
    core = radius * 11 // 20
    fruit = disc(ink.accent, 0, 0, radius)
    fruit += disc(ink.thread, 0, 0, radius - dice.between(3, 6))
    dash = f"0 {6.283 * core / seeds:.2f}"
    fruit += lines(drawn(ink.ground, ring(core), width=dice.between(5, 8), dash=dash))
    if dice.pick(2):
        fruit += filled(ink.mid, f"M0 {-radius}{leaf(14, 12, 6)}{leaf(-14, 12, 6)}")
    width, height = radius + dice.between(12, 24, 4), 2 * radius + dice.between(22, 38, 4)
    placed = moved(fruit, width, height // 2 + 4)
    return half_drop(drawing, width, height, placed, turn=15 * dice.between(-1, 1))


def comb(drawing: Drawing) -> str:
    """Honeycomb, some of its cells full."""
    dice, ink, _ = drawing
    radius, half = ((16, 14), (20, 17), (24, 21), (28, 24))[dice.pick(4)]
    wall = dice.between(3, 5)
    inner, narrow = radius - wall, half - wall + 1
    slope = inner // 2
    cell = f"l{narrow} {slope}v{inner}l{-narrow} {slope}l{-narrow} {-slope}v{-inner}z"
    column, row = dice.between(2, 5), dice.between(0, 2)
    full = []
    for _step in range(dice.between(6, 10)):
        full.append((half * (1 + 2 * column + row % 2), radius * 3 // 2 * (row + 1) - inner))
        column, row = (column + dice.pick(3) - 1) % (160 // half), row + dice.pick(2)
    honey = "".join(f"M{x} {y}{cell}" for x, y in dict.fromkeys(full))
    wax = filled(ink.mid, f"M{half} {radius * 3 // 2 - inner}{cell}")
    colour = (ink.accent, ink.accent, ink.accent, ink.thread)[dice.pick(4)]
    return half_drop_from(0, drawing, half, 3 * radius, wax) + filled(colour, honey)


def fish(drawing: Drawing) -> str:
    """A school of fish, and the water it swims in."""
    dice, ink, _ = drawing
    long, belly = dice.between(36, 52, 4), dice.between(18, 28, 2)
    half, tail = long // 2, dice.between(7, 11)
    back = f"M{-half} 0q{half} {-belly} {long} 0q{-half} {belly} {-long} 0"
    colour = (ink.thread, ink.thread, ink.accent)[dice.pick(3)]
    one = filled(colour, f"{back}l{-tail - 2} {-tail}v{2 * tail}z")
    one += disc(ink.ground, half - 11, -2, 2)
    if dice.pick(2):
        bars = f"M{-long // 6} {-belly // 4}v{belly // 2}m8 0v{-belly // 2}"
        one += lines(drawn(ink.ground, bars))
    width, height = long + dice.between(4, 16, 4), belly + dice.between(24, 44, 4)
    crest = f"q{width // 4} {-dice.between(6, 12)} {width // 2 - 4} 0t{width // 2 - 4} 0"
    water = lines(drawn(ink.mid, f"M{width + 4} {height // 2}{crest}", width=3))
    heading = 180 * dice.pick(2)
    content = moved(one, width // 2 + 4, height // 2, turn=heading) + water
    return half_drop(drawing, width, height, content, turn=10 * dice.between(-2, 2))


def bowls(drawing: Drawing) -> str:
    """Bowls, full and warm."""
    dice, ink, _ = drawing
    radius = dice.between(22, 32, 2)
    mound = radius - dice.between(3, 6)
    high = mound * dice.between(4, 8, 2) // 10
    foot = f"M{-radius // 2} {radius - 2}h{radius}v4h{-radius}z"
    bowl = filled(ink.accent, f"M{-mound} 0a{mound} {high} 0 0 1 {2 * mound} 0z")
    half = f"M{-radius} 0h{2 * radius}a{radius} {radius} 0 0 1{-2 * radius} 0z"
    bowl += filled(ink.thread, half + foot)
    rise, wide = dice.between(8, 14, 2), dice.between(7, 10)
    warmth = "".join(
        f"M{x} {-high - 6}q-6 {-rise // 2} 0 {-rise}t0 {-rise}"
        for x in ((0,), (-wide, wide), (-wide, 0, wide))[dice.pick(3)]
    )
    bowl += lines(drawn(ink.mid, warmth, width=3))
    width, height = (
        radius + dice.between(8, 18, 2),
        radius + high + 2 * rise + dice.between(16, 28, 4),
    )
    return half_drop(drawing, width, height, moved(bowl, width, height - radius - 5))
