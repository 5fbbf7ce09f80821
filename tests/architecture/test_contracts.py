"""No app and no module stands outside the import contracts of pyproject.toml."""

import tomllib
from typing import Any

from tests.architecture.places import CODE


def contracts(of_type: str) -> list[dict[str, Any]]:
    project = tomllib.loads((CODE / "pyproject.toml").read_text("utf-8"))
    return [
        contract
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == of_type
    ]


def apps() -> list[str]:
    return sorted(f"balai.{path.parent.name}" for path in (CODE / "balai").glob("*/apps.py"))


def tiers() -> list[set[str]]:
    """Read the tiers, highest first."""
    [layers] = [one["layers"] for one in contracts("layers") if "containers" not in one]
    return [set(tier.split(" | ")) for tier in layers]


def test_every_app_has_a_tier():
    in_tiers = sorted(app for tier in tiers() for app in tier)

    assert in_tiers == sorted([*apps(), "config"])


def test_every_module_of_every_app_has_a_place_in_its_app():
    inside = [one for one in contracts("layers") if "containers" in one]

    assert sorted(app for one in inside for app in one["containers"]) == apps()
    assert [one["name"] for one in inside if not one.get("exhaustive")] == []
    assert [one["name"] for one in inside if one.get("exhaustive_ignores")] == []


def test_a_domain_is_entered_by_its_public_module_from_the_day_it_exists():
    """Domains stand between what joins them (portal, channels) and what they share (catalogue)."""
    heights = {app: height for height, tier in enumerate(tiers()) for app in tier}
    domains = sorted(
        app
        for app, height in heights.items()
        if heights["balai.channels"] < height < heights["balai.catalogue"]
    )
    closed = [one for one in contracts("forbidden") if one["forbidden_modules"]]

    assert sorted(app for one in closed for app in one["forbidden_modules"]) == domains
