"""Communities (masyarakat adat), those who belong to them, and their named groups."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from balai.accounts.models import Role, RoleKind
from balai.accounts.visitors import Viewer


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Viewer) -> Self:
        """Let those see a community who belong to it, or hold a role in one of its villages."""
        if not person.is_authenticated:
            return self.none()
        own = CommunityMember.objects.standing().filter(person=person.pk)
        return self.filter(
            Q(pk__in=own.values("community"))
            | Exists(
                Community.villages.through.objects.filter(
                    community=OuterRef("pk"),
                    region__code__in=Role.objects.standing()
                    .filter(person=person.pk)
                    .values("area_code"),
                )
            )
        )

    def spoken_for_by(self, person: Viewer) -> Self:
        """Keep those for which this person decides: a member who represents a village of it."""
        if not person.is_authenticated:
            return self.none()
        own = CommunityMember.objects.standing().filter(person=person.pk)
        return self.filter(represented_by(person, of="pk"), pk__in=own.values("community"))


class Community(models.Model):
    """People of one custom, in one village or several."""

    name = models.CharField(max_length=120)
    # In which it words its labels.
    language = models.CharField(max_length=60, blank=True)
    villages = models.ManyToManyField("registry.Region", related_name="+")
    written_at = models.DateTimeField()
    # Empty where the system wrote it: the demo.
    written_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name


class CommunityGroup(models.Model):
    """Some of a community, under the name it gives them: its elders, its women weavers."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"], name="registry_community_group_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["CommunityMember"]):
    def visible_to(self, person: Viewer) -> Self:
        """Let a member see the own row, and all of them only who speaks for the community."""
        if not person.is_authenticated:
            return self.none()
        spoken_for = Community.objects.spoken_for_by(person)
        return self.standing().filter(Q(person=person.pk) | Q(community__in=spoken_for))

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class CommunityMember(models.Model):
    """One person's belonging, to which they said yes; it ends, and its groups with it."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    groups = models.ManyToManyField(CommunityGroup, related_name="members")
    joined_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(ended_at__isnull=True),
                name="registry_member_of_a_community_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("joined_at")),
                name="registry_membership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.person_id}"


class InvitationQuerySet(models.QuerySet["CommunityInvitation"]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(joined__isnull=True, cancelled_at__isnull=True, expires_at__gt=now)


class CommunityInvitation(models.Model):
    """A link by which one person may join; what is kept of it opens nothing."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Who came by it: one, once.
    joined = models.OneToOneField(
        CommunityMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.community_id} {self.made_at}"


def represented_by(person: Viewer, *, of: str) -> Exists:
    """Ask in a query whether this person is a representative in a village of a community.

    `of` names the column of the outer query that holds the community's number.
    """
    areas = Role.objects.standing().filter(person=person.pk, kind=RoleKind.REPRESENTATIVE)
    villages = Community.villages.through.objects
    return Exists(
        villages.filter(community=OuterRef(of), region__code__in=areas.values("area_code"))
    )
