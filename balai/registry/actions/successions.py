"""What was said of an area that ended goes over to the one that took its place."""

from collections.abc import Iterable

from balai.registry.actions.differences import is_written
from balai.registry.models import Community, Organisation, Region, RegionAlias, VillageProfile
from balai.registry.rules.batches import in_batches
from balai.registry.rules.successions import Succession

# What a profile says in two languages is one thing said.
_SAID_TOGETHER = (("about", "about_en"), ("languages",), ("communities",))


def hand_over(successions: Iterable[Succession], *, decree: str) -> None:
    """Give each area that ended, with all that is known of it, to its only successor.

    What the successor says itself stays. Official classes, boundaries and the history of
    names stay with the code that they were given to. Belongs in one transaction.
    """
    for batch in in_batches(successions):
        codes = {code for pair in batch for code in pair}
        regions = {region.code: region for region in Region.objects.filter(code__in=codes)}
        for old, new in batch:
            before, after = regions[old], regions[new]
            _hand_over_organisations(before, after)
            _hand_over_communities(before, after)
            _hand_over_profile(before, after)
            _hand_over_names(before, after, decree=decree)


def _hand_over_organisations(before: Region, after: Region) -> None:
    serving = Organisation.villages.through.objects
    both = serving.filter(region=after).values("organisation")
    serving.filter(region=before, organisation__in=both).delete()
    serving.filter(region=before).update(region=after)


def _hand_over_communities(before: Region, after: Region) -> None:
    living = Community.villages.through.objects
    both = living.filter(region=after).values("community")
    living.filter(region=before, community__in=both).delete()
    living.filter(region=before).update(region=after)


def _hand_over_profile(before: Region, after: Region) -> None:
    said = VillageProfile.objects.filter(village=before)
    if own := VillageProfile.objects.filter(village=after).first():
        _fill_in(own, said.first())
    else:
        said.update(village=after)
    if not after.route_legs.exists():
        before.route_legs.update(village=after)
    before.facts.update(village=after)
    before.links.exclude(url__in=after.links.values("url")).update(village=after)


def _fill_in(own: VillageProfile, said: VillageProfile | None) -> None:
    for names in _SAID_TOGETHER:
        if said and not any(getattr(own, name) for name in names):
            is_written(own, {name: getattr(said, name) for name in names})


def _hand_over_names(before: Region, after: Region, *, decree: str) -> None:
    """Let the successor be found under every name of the area that ended."""
    before.aliases.exclude(name__in=after.aliases.values("name")).exclude(name=after.name).update(
        region=after
    )
    if before.name.casefold() != after.name.casefold():
        RegionAlias.objects.get_or_create(
            region=after, name=before.name, defaults={"source": decree}
        )
