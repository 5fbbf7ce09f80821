"""Sessions (kegiatan): what was planned, what became of it, and how the day was."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer, rights_of
from balai.activities.rules import LED_FOR, OFFICERS, PLANNERS
from balai.activities.rules.series import FORTNIGHTLY, MONTHLY, WEEKLY


class SessionKind(models.TextChoices):
    """What people come together for."""

    TRAINING = "training", _("training")
    MENTORING = "mentoring", _("mentoring")
    MUSYAWARAH = "musyawarah", _("village meeting")
    SHOWCASE = "showcase", _("showcase")
    COMMUNITY_WORK = "community_work", _("community work")


class Pillar(models.TextChoices):
    """What it serves: one of the four of digital literacy, or an aim of the programme."""

    SKILLS = "skills", _("digital skills")
    ETHICS = "ethics", _("digital ethics")
    SAFETY = "safety", _("digital safety")
    CULTURE = "culture", _("digital culture")
    HUB = "hub", _("creative hub")
    SECTORS = "sectors", _("connected sectors")
    TOURISM = "tourism", _("tourism and local culture")
    INCLUSION = "inclusion", _("inclusive empowerment")
    MARKET = "market", _("market access")


class Audience(models.TextChoices):
    """For whom it is, and who sees it."""

    PUBLIC = "public", _("everybody")
    VILLAGE = "village", _("people of the village")
    INVITED = "invited", _("those who were invited")


class Status(models.TextChoices):
    """Where a session stands."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Power(models.TextChoices):
    """Whether there was power while it lasted."""

    ALL = "all", _("all the time")
    PART = "part", _("part of the time")
    GENERATOR = "generator", _("from a generator")
    NONE = "none", _("none")


class Internet(models.TextChoices):
    """Whether there was internet while it lasted."""

    GOOD = "good", _("good")
    WEAK = "weak", _("weak, or it dropped")
    NONE = "none", _("none")


class CostSource(models.TextChoices):
    """Who paid."""

    VILLAGE = "village", _("village budget (Dana Desa, ADD)")
    REGENCY = "regency", _("regency budget")
    PROVINCE = "province", _("province budget")
    STATE = "state", _("ministry or state budget")
    PARTNER = "partner", _("company or partner")
    SELF = "self", _("the people themselves")


class Series(models.Model):
    """What comes back: each of its days is a session of its own, that may be moved alone."""

    key = models.UUIDField(unique=True)
    frequency = models.CharField(
        max_length=12,
        choices=[
            (WEEKLY, _("every week")),
            (FORTNIGHTLY, _("every two weeks")),
            (MONTHLY, _("every month")),
        ],
    )
    until = models.DateField()
    # Days on which it does not take place, as 2026-12-25.
    skipped = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return f"{self.frequency} {self.until}"


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: what is public, what is one's village's, what one leads."""
        seen = Q(audience=Audience.PUBLIC)
        for right in rights_of(person):
            there = Q(village__code__within=right.area_code)
            works = right.kind in PLANNERS | OFFICERS
            seen |= there if works else there & Q(audience=Audience.VILLAGE)
        if person.is_authenticated:
            led = Session.facilitators.through.objects.filter(person=person.pk)
            seen |= Q(pk__in=led.values("session"))
            seen |= Q(pk__in=Session.objects.guested_by(person).values("pk"))
        return self.filter(seen)

    def worked_on_by(self, person: Viewer) -> Self:
        """Keep those that somebody plans, or leads, or leads as a guest just now."""
        guested = Session.objects.guested_by(person).open_to_lead()
        hosted = Session.objects.hosted_by(person)
        return self.filter(Q(pk__in=hosted.values("pk")) | Q(pk__in=guested.values("pk")))

    def guested_by(self, person: Viewer) -> Self:
        """Keep those that somebody from elsewhere was invited to lead, until a month after."""
        if not person.is_authenticated:
            return self.none()
        taken = GuestInvitation.objects.standing().filter(taken_by=person.pk)
        recent = Q(starts_at__gt=timezone.now() - LED_FOR)
        return self.filter(recent, pk__in=taken.values("session"))

    def hosted_by(self, person: Viewer) -> Self:
        """Keep those that somebody plans, or leads as one of the village or its offices."""
        own = Q(pk__in=())
        for right in rights_of(person):
            if right.kind in PLANNERS:
                own |= Q(village__code__within=right.area_code)
        if person.is_authenticated:
            led = Session.facilitators.through.objects.filter(person=person.pk)
            own |= Q(pk__in=led.values("session"))
        return self.filter(own)

    def public(self) -> Self:
        """Keep what everybody sees; the same for everyone."""
        return self.filter(audience=Audience.PUBLIC)

    def standing(self) -> Self:
        """Keep those that take place or took place, as far as is known."""
        return self.filter(status__in=[Status.PLANNED, Status.HELD])

    def open_to_lead(self) -> Self:
        """Keep those whose facilitators still see the people of the village: a month around."""
        now = timezone.now()
        near = self.filter(starts_at__gt=now - LED_FOR, starts_at__lt=now + LED_FOR)
        return near.exclude(status=Status.CANCELLED)

    def ending_after(self, moment: datetime) -> Self:
        return self.filter(ends_at__gt=moment)


class Session(models.Model):
    """One coming together, on one day. It is called off or put off, never deleted."""

    # Minted by the form: sent twice it is one, and it names the session in calendars.
    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=16, choices=SessionKind)
    topic = models.CharField(max_length=120)
    about = models.TextField(max_length=1200, blank=True)
    pillar = models.CharField(max_length=10, choices=Pillar, blank=True)
    village = models.ForeignKey("registry.Region", on_delete=models.PROTECT, related_name="+")
    # Where in the village: the hall, a house, a room of the hub.
    place = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=10, choices=Audience)
    facilitators = models.ManyToManyField("accounts.Person", related_name="+", blank=True)
    # Who leads it without an account; shown to those who work on it.
    guests = models.CharField(max_length=160, blank=True)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True
    )
    # The second of one day is "Session 2".
    part = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    # One more with each change that a calendar must hear of.
    sequence = models.PositiveIntegerField(default=0)

    # How the day was; empty until somebody says it.
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    power = models.CharField(max_length=10, choices=Power, blank=True)
    internet = models.CharField(max_length=10, choices=Internet, blank=True)
    notes = models.TextField(max_length=2000, blank=True)
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    cost_source = models.CharField(max_length=10, choices=CostSource, blank=True)

    # Empty where the system planned it: the demo.
    planned_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    planned_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Invented for trying Balai out.
    example = models.BooleanField(default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activities_session_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(began_at__isnull=True, ended_at__isnull=True)
                | Q(ended_at__gt=F("began_at")),
                name="activities_session_ended_after_it_began",
            ),
            models.CheckConstraint(condition=Q(part__gte=1), name="activities_session_has_a_part"),
        ]
        indexes = [
            models.Index(fields=["audience", "starts_at"], name="activities_session_to_come"),
            models.Index(fields=["village", "starts_at"], name="activities_session_of_village"),
        ]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        name = slugify(self.topic)[:60].strip("-") or "kegiatan"
        return reverse("portal:session", args=[self.pk, name])

    @property
    def takes_place(self) -> bool:
        """Whether, as far as is known, it takes place or took place."""
        return self.status in {Status.PLANNED, Status.HELD}

    @property
    def day(self) -> str:
        return timezone.localdate(self.starts_at).isoformat()


class GuestInvitationQuerySet(models.QuerySet["GuestInvitation"]):
    def open(self, *, now: datetime) -> Self:
        """Keep those whose link still waits for somebody."""
        return self.filter(taken_at__isnull=True, ended_at__isnull=True, expires_at__gt=now)

    def standing(self) -> Self:
        """Keep those that somebody took, and nobody ended."""
        return self.filter(taken_at__isnull=False, ended_at__isnull=True)


class GuestInvitation(models.Model):
    """One session that somebody from elsewhere is invited to lead, by a link that works once."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="guest_invitations")
    # Of the link only its hash is kept.
    token_hash = models.CharField(max_length=64, unique=True)
    # Whom it is meant for, so that those who wait can be told apart; emptied at its end.
    meant_for = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    # Withdrawn before it was taken, or ended afterwards.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = GuestInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="activities_guest_took_it_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["session", "taken_by"],
                condition=Q(taken_at__isnull=False, ended_at__isnull=True),
                name="activities_guest_once_in_a_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.taken_by_id or 'open'}"


class SessionChange(models.Model):
    """One thing that happened to a session: planned, moved, put off, called off, held."""

    class What(models.TextChoices):
        """What happened."""

        PLANNED = "planned", _("planned")
        CHANGED = "changed", _("changed")
        MOVED = "moved", _("moved")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        HELD = "held", _("held")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    was_at = models.DateTimeField(null=True, blank=True)
    becomes_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
