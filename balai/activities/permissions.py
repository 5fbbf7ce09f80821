"""Who plans sessions, and who keeps their lists."""

from balai.accounts.visitors import Viewer, rights_of
from balai.activities.errors import GuestsMayNot, MayNotKeepTheList, MayNotPlan, MayNotWriteCourses
from balai.activities.models import Certificate, Session
from balai.activities.rules import OFFICERS, PLANNERS
from balai.activities.rules.courses import writes_courses
from balai.core.codes import contains, outermost


def may_plan_in(person: Viewer, area_code: str) -> bool:
    return any(
        right.kind in PLANNERS and contains(right.area_code, area_code)
        for right in rights_of(person)
    )


def check_may_plan_in(person: Viewer, area_code: str) -> None:
    if not may_plan_in(person, area_code):
        raise MayNotPlan


def leads(person: Viewer, session: Session) -> bool:
    """Tell whether somebody plans in its village, or is one of its facilitators or guests."""
    return Session.objects.worked_on_by(person).filter(pk=session.pk).exists()


def hosts(person: Viewer, session: Session) -> bool:
    """Tell whether somebody leads it as one of the village or its offices, not as a guest."""
    return Session.objects.hosted_by(person).filter(pk=session.pk).exists()


def check_hosts(person: Viewer, session: Session) -> None:
    if not hosts(person, session):
        raise GuestsMayNot


def check_leads(person: Viewer, session: Session) -> None:
    if not leads(person, session):
        raise MayNotKeepTheList


def may_write_courses(person: Viewer) -> bool:
    """Let officers and reviewers of a whole province write courses."""
    return writes_courses(rights_of(person))


def check_may_write_courses(person: Viewer) -> None:
    if not may_write_courses(person):
        raise MayNotWriteCourses


def may_revoke(person: Viewer, certificate: Certificate) -> bool:
    """Let whoever issued a certificate revoke it, its holder, and who may answer for its area."""
    if person.pk in {certificate.issued_by_id, certificate.person_id}:
        return True
    province = any(right.kind == "province_officer" for right in rights_of(person))
    if not certificate.area_code:
        return province
    return any(
        right.kind in OFFICERS | PLANNERS and contains(right.area_code, certificate.area_code)
        for right in rights_of(person)
    )


def areas_planned_for(person: Viewer) -> list[str]:
    """Name the villages whose sessions somebody plans."""
    return sorted({right.area_code for right in rights_of(person) if right.kind in PLANNERS})


def areas_watched(person: Viewer) -> list[str]:
    """Name the areas whose sessions an officer sees, with counts."""
    return outermost(right.area_code for right in rights_of(person) if right.kind in OFFICERS)
