"""Refusals of the catalogue."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class AlreadyPublished(Refused):
    sentence = _("This listing is already published.")
    code = "already_published"


class NotPublished(Refused):
    sentence = _("This listing is not published.")
    code = "not_published"


class DetailsOfAnotherKind(Refused):
    sentence = _("These details belong to another kind of listing.")
    code = "details_of_another_kind"
