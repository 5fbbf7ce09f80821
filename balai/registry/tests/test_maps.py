from balai.registry.rules.maps import outline_of


def square(size: float, *, at: tuple[float, float] = (116.0, 1.0)):
    x, y = at
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]


def test_an_outline_is_a_path_of_whole_steps_eastward_and_down():
    outline = outline_of([square(0.1, at=(0.0, 0.0))], "village")

    assert outline.path == "m0 0 200 0 0-200-200 0z"
    assert (outline.left, outline.top, outline.right, outline.bottom) == (0, -200, 200, 0)


def test_a_second_ring_starts_from_where_the_first_began():
    outline = outline_of([square(0.1, at=(0.0, 0.0)), square(0.05, at=(0.025, 0.025))], "village")

    assert outline.path == "m0 0 200 0 0-200-200 0zm50-50 100 0 0-100-100 0z"


def test_larger_areas_are_drawn_in_larger_steps():
    regency = outline_of([square(0.1, at=(0.0, 0.0))], "regency")
    village = outline_of([square(0.1, at=(0.0, 0.0))], "village")

    assert village.right - village.left == 4 * (regency.right - regency.left)


def test_an_islet_too_small_to_see_is_left_out_beside_something_larger():
    outline = outline_of([square(0.1), square(0.001, at=(118.0, 1.0))], "village")

    assert outline.path.count("z") == 1
    assert outline.right < 118 / 0.0005 * 0.99


def test_an_area_too_small_for_the_sheet_stays_as_one_step():
    outline = outline_of([square(0.000001, at=(0.0, 0.0))], "village")

    assert outline.path == "m0 0 1 0 0 1-1 0z"


def test_neighbours_keep_their_common_corners():
    left = outline_of([square(0.1, at=(0.0, 0.0))], "village")
    right = outline_of([square(0.1, at=(0.1, 0.0))], "village")

    assert left.right == right.left
