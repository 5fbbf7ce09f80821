"""What the frame round every page needs."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    return {"site_url": settings.SITE_URL, "is_demo": settings.IS_DEMO}
