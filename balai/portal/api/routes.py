"""The addresses of the API. Nouns in the words of the glossary, as its fields are."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name is that of the function that answers it."""

    name: str
    path: str
    says: Promise | str
    methods: tuple[str, ...] = ("GET",)
    # Everyone may read it, and from any web page.
    is_public: bool = True

    @property
    def pattern(self) -> str:
        """The path as Django writes it."""
        return self.path.replace("{", "<str:").replace("}", ">")


ROUTES = (
    Route("regencies", "regencies", _("All regencies and cities.")),
    Route("villages", "villages", _("Villages in the order of their codes; of one regency.")),
    Route("village", "villages/{code}", _("One village, with what it says of itself.")),
    Route("sectors", "sectors", _("All sectors.")),
    Route(
        "listings",
        "listings",
        _("Listings, freshest first; of a kind, a regency, a sector, a village."),
    ),
    Route("listing", "listings/{number}", _("One listing, with all that it says.")),
    Route("search", "search", _("Listings that hold all these words, best first.")),
    Route(
        "own_listings",
        "own-listings",
        _("What you may write and everyone sees, freshest first."),
        is_public=False,
    ),
    Route(
        "drafts",
        "drafts",
        _("Your open drafts, newest first; or begin one, of something new or of a listing."),
        methods=("GET", "POST"),
        is_public=False,
    ),
    Route(
        "draft",
        "drafts/{number}",
        _("One draft with what is missing; save answers, or give it up."),
        methods=("GET", "PATCH", "DELETE"),
        is_public=False,
    ),
    Route(
        "submission",
        "drafts/{number}/submission",
        _("Send a draft for review."),
        methods=("POST",),
        is_public=False,
    ),
)
BY_NAME = {route.name: route for route in ROUTES}
