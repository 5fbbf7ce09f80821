"""The photos of a listing as they will stand once what is written of it is accepted."""

from typing import Any

from balai.accounts.visitors import Viewer
from balai.catalogue.models import Listing, Picture, Revision, RevisionState
from balai.catalogue.rules.pictures import WORDS


def arranged(revision: Revision) -> list[Picture]:
    """Read the photos with the words, and in the order, that a change gives them. One query.

    What was sent stays as it was sent: a photo that arrives later waits for the next change.
    """
    said = {one["key"]: one for one in revision.content.get("pictures", [])}
    standing = Picture.objects.standing().filter(listing=revision.listing_id).in_order()
    rows = {picture.key: picture for picture in standing}
    for key in rows.keys() & said.keys():
        for name in WORDS:
            setattr(rows[key], name, said[key].get(name, getattr(rows[key], name)))
    others = [picture for key, picture in rows.items() if key not in said]
    if revision.state == RevisionState.SUBMITTED and "pictures" in revision.content:
        others = [picture for picture in others if picture.shown_at is not None]
    return [rows[key] for key in said if key in rows] + others


def arranged_for(person: Viewer, revision: Revision) -> list[Picture]:
    """Read the same for somebody, without what a community keeps from them. Three queries."""
    seen = Picture.objects.visible_to(person).filter(listing=revision.listing_id)
    numbers = set(seen.values_list("pk", flat=True))
    return [picture for picture in arranged(revision) if picture.pk in numbers]


def shown_arrangement(listing: Listing) -> list[dict[str, Any]]:
    """Write down how the photos of a listing stand that a review let through. One query."""
    standing = Picture.objects.standing().filter(listing=listing, shown_at__isnull=False)
    return [as_kept(picture) for picture in standing.in_order()]


def as_kept(picture: Picture) -> dict[str, Any]:
    """Write down what is said of a photo, as a draft holds it."""
    return {"key": picture.key} | {name: getattr(picture, name) for name in WORDS}
