"""Which app answers which address."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "balai.portal.api.front.unreadable"
handler500 = "balai.portal.api.front.broken"

urlpatterns = [
    path("", include("balai.channels.urls.once")),
    path(settings.MEDIA_URL[1:], include("balai.channels.urls.pictures")),
    path("", include("balai.ui.urls")),
    path("", include("balai.intake.urls")),
    path("api/v1/", include("balai.portal.api.urls")),
    *i18n_patterns(
        path("", include("balai.channels.urls.in_each_language")),
        path("", include("balai.accounts.urls.in_each_language")),
        path("", include("balai.accounts.urls.named_by_allauth")),
        path("", include("balai.activities.urls")),
        path("", include("balai.portal.urls")),
        prefix_default_language=False,
    ),
]
