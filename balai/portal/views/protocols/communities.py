"""A community writes itself down: its groups, and who belongs to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.models import RoleKind
from balai.accounts.visitors import SignedInRequest, rights_of
from balai.channels.addresses import absolute
from balai.channels.whatsapp import share_text_link
from balai.core.errors import Refused
from balai.portal.forms.protocols import (
    CommunityForm,
    GroupForm,
    MemberForm,
    MemberInvitationForm,
)
from balai.registry.actions.communities import (
    add_group,
    end_membership,
    invite_member,
    join_community,
    open_invitation,
    put_in_groups,
    take_up_community,
    write_community,
)
from balai.registry.models import Community, CommunityMember, Region, RegionQuerySet
from balai.registry.permissions import speaks_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def communities(request: SignedInRequest) -> HttpResponse:
    """Name the communities one belongs to; a representative may write one down."""
    villages = _villages_of(request)
    form = CommunityForm(request.POST or None, villages=villages)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_community(by=request.user, now=timezone.now(), **form.cleaned_data)
            return redirect("portal:community", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    own = CommunityMember.objects.standing().filter(person=request.user)
    return render(
        request,
        "portal/protocols/communities.html",
        {
            "spoken_for": set(
                Community.objects.spoken_for_by(request.user).values_list("pk", flat=True)
            ),
            "memberships": own.select_related("community").prefetch_related("groups"),
            "others": Community.objects.filter(villages__in=villages)
            .exclude(pk__in=own.values("community"))
            .distinct(),
            "may_write": villages.exists(),
            "form": form,
            "section": "communities",
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def community(request: SignedInRequest, number: int) -> HttpResponse:
    """Show a community to who speaks for it: nobody else reads who belongs to it."""
    found = _spoken_for(request, number)
    members = CommunityMember.objects.visible_to(request.user).filter(community=found)
    now = timezone.now()
    return render(
        request,
        "portal/protocols/community.html",
        {
            "community": found,
            "villages": found.villages.order_by("name"),
            "members": members.select_related("person")
            .prefetch_related("groups")
            .order_by("person__name", "pk"),
            "groups": found.groups.all(),
            "waiting": found.invitations.open_at(now).count(),
            "group_form": GroupForm(auto_id="group_%s"),
            "invitation_form": MemberInvitationForm(by=request.user),
            "section": "communities",
        },
    )


@login_required
@require_POST
def community_groups(request: SignedInRequest, number: int) -> HttpResponse:
    found = _spoken_for(request, number)
    form = GroupForm(request.POST)
    try:
        if form.is_valid():
            add_group(found, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The group is written down."))
        else:
            messages.error(request, _("Write the name of the group, in at most 80 letters."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:community", number)


@login_required
@require_POST
def community_takeover(request: SignedInRequest, number: int) -> HttpResponse:
    """Begin to speak for a community that nobody speaks for any more."""
    there = Community.objects.filter(villages__in=_villages_of(request)).distinct()
    found = get_object_or_404(there, pk=number)
    try:
        take_up_community(found, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:communities")
    return redirect("portal:community", number)


@login_required
@never_cache
@require_POST
def community_invitations(request: SignedInRequest, number: int) -> HttpResponse:
    """Make a link for one person, and show it this once."""
    found = _spoken_for(request, number)
    form = MemberInvitationForm(request.POST, by=request.user)
    if not form.is_valid():
        messages.error(request, _("Open this page anew, then try again."))
        return redirect("portal:community", number)
    token = form.cleaned_data["token"]
    invitation = invite_member(found, token=token, by=request.user, now=timezone.now())
    address = absolute(reverse("portal:community_invitation", args=[token]))
    text = _("You are invited to join %(community)s on Balai: %(address)s") % {
        "community": found.name, "address": address,
    }  # fmt: skip
    return render(
        request,
        "portal/protocols/invitation_made.html",
        {
            "community": found,
            "invitation": invitation,
            "address": address,
            "whatsapp": share_text_link(text),
            "section": "communities",
        },
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def community_invitation(request: SignedInRequest, token: str) -> HttpResponse:
    """Say yes to an invitation: belonging is said by oneself, and by nobody else."""
    now = timezone.now()
    try:
        if request.method == "POST":
            joined = join_community(token, by=request.user, now=now)
            messages.success(
                request, _("You belong to %(community)s now.") % {"community": joined.name}
            )
            return redirect("portal:communities")
        invitation = open_invitation(token, now=now)
    except Refused as refusal:
        context: dict[str, object] = {"refused": refusal, "section": "communities"}
        return render(request, "portal/protocols/invitation.html", context, status=422)
    context = {"invitation": invitation, "person": request.user, "section": "communities"}
    return render(request, "portal/protocols/invitation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def community_member(request: SignedInRequest, number: int, member_number: int) -> HttpResponse:
    """Say to which groups a member belongs, or end the membership."""
    found = _spoken_for(request, number)
    there = CommunityMember.objects.visible_to(request.user).filter(community=found)
    member = get_object_or_404(there.select_related("community", "person"), pk=member_number)
    form = MemberForm(request.POST or None, member=member)
    if request.method == "POST":
        try:
            if "end" in request.POST:
                end_membership(member, by=request.user, now=timezone.now())
                return redirect("portal:community", number)
            if form.is_valid():
                groups = form.cleaned_data["groups"]
                put_in_groups(member, groups, by=request.user, now=timezone.now())
                return redirect("portal:community", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "portal/protocols/member.html",
        {"community": found, "member": member, "form": form, "section": "communities"},
        status=422 if form.errors else 200,
    )


def _villages_of(request: SignedInRequest) -> RegionQuerySet:
    codes = [
        right.area_code
        for right in rights_of(request.user)
        if right.kind == RoleKind.REPRESENTATIVE
    ]
    return Region.objects.visible_to(request.user).standing().filter(code__in=codes)


def _spoken_for(request: SignedInRequest, number: int) -> Community:
    found = Community.objects.visible_to(request.user).filter(pk=number).first()
    if found is None or not speaks_for(request.user, found):
        raise Http404
    return found
