from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from balai.accounts.actions.recovery import make_recovery_code, recover
from balai.accounts.actions.roles import end_role
from balai.accounts.errors import CodeWrong, MayNotRecover, PasswordTooWeak, TooManyCodes
from balai.accounts.models import Person, RecoveryCode, Role
from balai.accounts.permissions import may_recover
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_role

pytestmark = pytest.mark.django_db

VILLAGE, VILLAGE_ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
NEW = "sungai kelay jernih"
OTHER = "another password"
LIKE_HER_NAME = "miralestari"


def mira():
    return make_role("Mira", "operator", VILLAGE).person


def head():
    return make_role("Ines", "village_head", VILLAGE).person


def code_for_mira(*, now=NOON):
    return make_recovery_code(mira(), by=head(), now=now)


def come_back(code, *, known_as="mira@balai.example", password=NEW, now=NOON):
    return recover(known_as=known_as, code=code, password=password, now=now)


def member(name):
    return Role.objects.create(
        person=make_person(name),
        kind="member",
        area_code=VILLAGE,
        organisation_number=1,
        given_at=NOON,
    ).person


@pytest.mark.parametrize(
    ("maker", "lost", "may"),
    [
        (("village_head", VILLAGE), ("operator", VILLAGE), True),
        (("village_head", VILLAGE), ("representative", VILLAGE), True),
        (("regency_officer", "64.03"), ("operator", VILLAGE), True),
        (("regency_officer", "64.03"), ("village_head", VILLAGE), True),
        (("province_officer", "64"), ("regency_officer", "64.03"), True),
        (("province_officer", "64"), ("province_officer", "64"), True),
        (("operator", VILLAGE), ("operator", VILLAGE), False),
        (("operator", VILLAGE), ("village_head", VILLAGE), False),
        (("operator", VILLAGE), ("regency_officer", "64.03"), False),
        (("operator", VILLAGE), ("representative", VILLAGE), False),
        (("village_head", VILLAGE), ("village_head", VILLAGE), False),
        (("village_head", VILLAGE_ELSEWHERE), ("operator", VILLAGE), False),
        (("regency_officer", "64.02"), ("operator", VILLAGE), False),
        (("regency_officer", "64.03"), ("regency_officer", "64.03"), False),
        (("regency_officer", "64.03"), ("province_officer", "64"), False),
        (("regency_officer", "64.03"), ("representative", VILLAGE), False),
        (("reviewer", "64"), ("operator", VILLAGE), False),
    ],
)
def test_who_may_give_each_of_somebodys_roles_may_let_them_back_in(maker, lost, may):
    by, person = make_role("Ines", *maker).person, make_role("Mira", *lost).person

    assert may_recover(by, person) is may


def test_an_operator_lets_members_back_in():
    assert may_recover(mira(), member("Tomas")) is True


def test_one_role_too_high_is_enough_to_refuse():
    make_role("Mira", "regency_officer", "64.02")

    with pytest.raises(MayNotRecover):
        code_for_mira()

    assert (RecoveryCode.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_nobody_makes_a_code_for_oneself():
    officer = make_role("Rahman", "province_officer", "64").person

    with pytest.raises(MayNotRecover):
        make_recovery_code(officer, by=officer, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryCode.objects.create(
            person=officer, made_by=officer, code_hash="x", made_at=NOON, expires_at=NOON
        )


def test_who_has_no_role_now_counts_by_those_once_held():
    role = make_role("Mira", "operator", VILLAGE)
    end_role(role, by=role.person, now=NOON)

    assert may_recover(head(), role.person) is True
    assert may_recover(make_role("Sari", "operator", VILLAGE).person, role.person) is False
    assert may_recover(head(), make_person("Somebody without any role")) is False


def test_nobody_is_let_back_into_an_account_that_is_closed():
    person = make_role("Mira", "operator", VILLAGE).person
    Person.objects.filter(pk=person.pk).update(
        name="", email=None, phone_number=None, forgotten_at=NOON
    )

    assert may_recover(head(), Person.objects.get(pk=person.pk)) is False


@pytest.mark.parametrize("typed", [str, str.lower, " - ".join])
def test_a_code_brings_a_new_password_however_it_is_typed(typed):
    code = code_for_mira()

    person = come_back(typed(code))

    assert person == mira()
    assert Person.objects.get(pk=person.pk).check_password(NEW)
    entries = list(AuditEntry.objects.order_by("pk").values_list("act", "by_number", "area_code"))
    assert entries[0] == ("accounts.recovery_code_made", head().pk, VILLAGE)
    assert entries[-1] == ("accounts.password_recovered", person.pk, VILLAGE)


def test_a_code_can_be_read_and_is_kept_nowhere():
    code = code_for_mira()

    assert len(code) == 8
    assert set(code) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    assert code not in str(RecoveryCode.objects.values()) + str(AuditEntry.objects.values())


WRONG = {
    "another code": {"code": "22222222"},
    "no code": {"code": ""},
    "a stranger": {"known_as": "nobody@balai.example"},
    "somebody else": {"known_as": "ines@balai.example"},
    "no address at all": {"known_as": "12"},
    "after 24 hours": {"now": NOON + timedelta(hours=24)},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_whatever_does_not_fit_is_answered_the_same(wrong):
    code = code_for_mira()
    before = Person.objects.order_by("pk").values_list("password", flat=True)[:]

    with pytest.raises(CodeWrong) as said:
        come_back(**{"code": code, **wrong})

    assert str(said.value) == str(CodeWrong.sentence)
    assert list(Person.objects.order_by("pk").values_list("password", flat=True)) == list(before)
    assert RecoveryCode.objects.get().used_at is None


def test_a_code_works_once():
    code = code_for_mira()
    come_back(code)

    with pytest.raises(CodeWrong):
        come_back(code, password=OTHER)

    assert mira().check_password(NEW)


def test_after_five_tries_the_right_code_does_not_fit_either():
    code = code_for_mira()
    for _number in range(5):
        with pytest.raises(CodeWrong):
            come_back("22222222")

    with pytest.raises(CodeWrong):
        come_back(code)

    assert mira().has_usable_password() is False


def test_a_new_code_makes_the_old_one_invalid():
    first, second = code_for_mira(), code_for_mira()

    with pytest.raises(CodeWrong):
        come_back(first)
    come_back(second)

    assert mira().check_password(NEW)


def test_five_codes_a_day_are_made_for_one_person():
    for _number in range(5):
        last = code_for_mira()

    with pytest.raises(TooManyCodes):
        code_for_mira()
    come_back(last)

    assert len(code_for_mira(now=NOON + timedelta(hours=25))) == 8


def test_a_password_like_ones_name_is_refused():
    code = code_for_mira()
    Person.objects.filter(name="Mira").update(name="Mira Lestari")

    with pytest.raises(PasswordTooWeak):
        come_back(code, password=LIKE_HER_NAME)

    assert mira().has_usable_password() is False
