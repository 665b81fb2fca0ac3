"""Who can see a record and why, and who could on a day that has passed.

History cannot be written back: here "ten days ago" is today, and other days are counted from it.
"""

import datetime

import pytest
from django.utils import timezone

from access.access_summary import access_summary
from access.explain import explain as at_length
from access.explain import explain_day
from access.forms.grantees import Grantee
from access.models import BreakGlass, Grant
from access.sentences import all_of
from access.services import (
    end_access,
    exclude_person,
    readmit_person,
    restrict_record,
)
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import FOREVER, Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from api.tests.factories import make_client
from core.dates import format_day
from core.days import begin_of
from exports import kinds
from exports.of_access import until
from profiles.tests.factories import make_person

Role = Membership.Role
DAY = datetime.timedelta(days=1)


def explain(obj, viewer):
    """What is told at length; of those with access, the short list tells the same."""
    told, short = at_length(obj, viewer), access_summary(obj, viewer)
    listed = [
        (a.who, a.named_in, a.can, a.phone, a.is_joint, a.until or FOREVER) for a in told.others
    ]
    assert sorted(listed) == sorted(
        (one.who, one.named_in, one.can, one.phone, one.is_joint, one.until)
        for one in short.others
    )
    assert short.in_words == told.in_words
    return told


def ago(days):
    """Noon, so many days ago."""
    return timezone.make_aware(datetime.datetime.combine(day(days), datetime.time(12)))


def day(days):
    return timezone.localdate() + (10 - days) * DAY


@pytest.fixture
def old(person, manager, elsewhere, outsider):
    """A record that was opened ten days ago by people who have long been in their teams."""
    Membership.objects.update(valid_from=ago(20))
    return person


def shared(obj, by, to, begins, ends=None, **terms):
    """Access that began and ran out so many days ago."""
    grant = give(obj, by, to, **terms)
    until = FOREVER if ends is None else ago(ends)
    Grant.objects.filter(pk=grant.pk).update(valid_from=ago(begins), valid_until=until)
    return grant


def break_glass(obj, user, days):
    """Glass that was broken at noon so many days ago."""
    return BreakGlass.objects.create(
        object_type="profiles.profile",
        object_id=obj.pk,
        user=user,
        membership=user.memberships.get(),
        reason="He is at the door",
        broken_at=ago(days),
        valid_until=ago(days) + DAY / 24,
    )


def names(explanation):
    """Everyone who could see it, by name."""
    open_to = explanation.open
    return {access.who for access in open_to if access.named_in} | {
        name for access in open_to for name in access.people
    }


def test_a_team_could_see_it_while_it_had_access(old, manager, elsewhere, outsider):
    shared(old, manager, elsewhere, begins=5, ends=2)

    seen = {days: outsider.name in names(explain_day(old, manager, day(days))) for days in (6, 3)}

    assert seen == {6: False, 3: True}
    assert outsider.name not in names(explain_day(old, manager, day(1)))
    assert manager.name in names(explain_day(old, manager, day(6)))


def test_access_that_was_ended_is_over_the_day_after(old, manager, elsewhere, outsider):
    grant = shared(old, manager, elsewhere, begins=5)
    Grant.objects.filter(pk=grant.pk).update(
        ended_at=ago(2), ended_by=manager, ended_because="He has returned"
    )

    assert outsider.name in names(explain_day(old, manager, day(2)))
    assert outsider.name not in names(explain_day(old, manager, day(1)))


def test_access_to_another_record_is_none_to_this(old, manager, police, elsewhere, outsider):
    shared(make_person(by=manager, team=police), manager, elsewhere, begins=5)

    assert outsider.name not in names(explain_day(old, manager, day(3)))


def test_before_it_was_opened_nobody_could_see_it(old, manager):
    assert explain_day(old, manager, day(11)).live == []
    assert names(explain_day(old, manager, day(10))) == {manager.name}


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("change", "could"),
    [
        ({}, True),
        ({"valid_until": ago(4)}, False),
        ({"valid_from": ago(1)}, False),
        ({"role": Role.AUDITOR}, False),
    ],
)
def test_people_could_see_it_while_they_worked_in_the_team(
    old, manager, elsewhere, outsider, named, change, could
):
    shared(old, manager, outsider if named else elsewhere, begins=5, named=named)
    outsider.memberships.update(**change)

    assert (outsider.name in names(explain_day(old, manager, day(3)))) is could


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("closed", "could"), [(4, False), (1, True)])
def test_who_had_an_open_account(old, manager, elsewhere, outsider, named, closed, could):
    shared(old, manager, outsider if named else elsewhere, begins=5, named=named)
    User.objects.filter(pk=outsider.pk).update(is_active=False, disabled_at=ago(closed))

    assert (outsider.name in names(explain_day(old, manager, day(3)))) is could


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("excluded", "ended", "could"), [(5, None, False), (1, None, True), (9, 5, True)]
)
def test_who_was_kept_out_for_the_whole_day(
    old, manager, elsewhere, outsider, named, excluded, ended, could
):
    shared(old, manager, outsider if named else elsewhere, begins=8, named=named)
    exclusion = exclude_person(obj=old, by=manager, user=outsider, reason="A cousin")
    exclusion.excluded_at = ago(excluded)
    if ended is not None:
        exclusion.ended_at, exclusion.ended_by = ago(ended), manager
    exclusion.save()

    assert (outsider.name in names(explain_day(old, manager, day(3)))) is could


def test_glass_is_told_of_the_day_it_was_broken(old, manager, outsider):
    break_glass(old, outsider, 3)

    told = {d for d in (4, 3, 2) if outsider.name in names(explain_day(old, manager, day(d)))}

    assert told == {3}


def test_glass_broken_by_who_has_since_left_is_told_of_its_day(old, manager, outsider):
    break_glass(old, outsider, 3)
    outsider.memberships.update(valid_until=ago(1))

    assert outsider.name in names(explain_day(old, manager, day(3)))
    outsider.memberships.update(valid_until=ago(4))
    assert outsider.name not in names(explain_day(old, manager, day(3)))


def test_teams_and_glass_are_set_aside_from_the_day_after_it_was_restricted(
    old, manager, elsewhere, outsider
):
    shared(old, manager, elsewhere, begins=11)
    opener = member(TeamFactory(), name="Ines Halloran")
    opener.memberships.update(valid_from=ago(20))
    break_glass(old, opener, 10)
    break_glass(old, opener, 9)
    restrict_record(obj=old, by=manager, reason="A threat", basis=LawfulBasisFactory())

    on_the_day, after = (explain_day(old, manager, day(days)) for days in (10, 9))

    assert {outsider.name, opener.name} <= names(on_the_day)
    assert names(after) == {manager.name}
    assert [access.who for access in after.open] == [manager.name]
    assert any(access.is_set_aside for access in after.live)


# ---- Today --------------------------------------------------------------------------------
def refuge(manager, person):
    """A discreet team with access, one of whose people has broken glass besides."""
    team = TeamFactory(name="A refuge", is_discreet=True)
    worker = member(team, name="Ines Halloran")
    give(person, manager, team)
    break_glass(person, worker, 10)
    BreakGlass.objects.update(broken_at=timezone.now(), valid_until=timezone.now() + DAY)
    return worker


@pytest.mark.parametrize("ask", [explain, lambda o, v: explain_day(o, v, day(10))])
def test_a_discreet_team_is_told_to_the_owners_managers_alone(old, manager, officer, ask):
    worker = refuge(manager, old)

    assert {access.who for access in ask(old, manager).others} == {"A refuge", worker.name}
    assert ask(old, officer).others == []


def test_people_who_carry_no_access_are_not_counted(person, manager, police, officer):
    member(police, Role.CONTROL_ROOM)
    left = member(police)
    left.memberships.update(valid_from=ago(13), valid_until=ago(11))
    kept_out = member(police)
    exclude_person(obj=person, by=manager, user=kept_out, reason="A cousin")
    MembershipFactory(team=TeamFactory())

    assert set(explain(person, manager).live[0].people) == {manager.name, officer.name}


def test_an_api_client_is_counted_before_access_is_given_and_after(
    client, person, manager, elsewhere, outsider
):
    make_client(elsewhere)
    words = f"{elsewhere.people().count()} people and 1 API client"
    give(person, manager, elsewhere)
    client.force_login(manager)

    page = client.get(f"{person.get_absolute_url()}sharing/").content.decode()

    assert all_of(Grantee(elsewhere, None)) == f"the {words} in {elsewhere}"
    assert f'<span class="ecins-quiet">{words}</span>' in page


def test_a_named_person_who_is_kept_out_or_gone_has_no_access(person, manager, outsider):
    give(person, manager, outsider, named=True)
    assert [access.who for access in explain(person, manager).others] == [outsider.name]

    exclude_person(obj=person, by=manager, user=outsider, reason="A cousin")
    assert explain(person, manager).others == []


@pytest.mark.parametrize("shut", ["account", "exclusion", "hour", "restriction", "record"])
def test_glass_is_told_while_it_is_open(person, manager, police, outsider, shut):
    glass = break_glass(person, outsider, 10)
    BreakGlass.objects.update(broken_at=timezone.now() - DAY, valid_until=timezone.now() + DAY)
    assert outsider.name in names(explain(person, manager))

    if shut == "account":
        User.objects.filter(pk=outsider.pk).update(is_active=False, disabled_at=timezone.now())
    elif shut == "exclusion":
        exclude_person(obj=person, by=manager, user=outsider, reason="A cousin")
    elif shut == "hour":
        BreakGlass.objects.update(valid_until=timezone.now() - DAY / 24)
    elif shut == "restriction":
        restrict_record(obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory())
    else:
        other = make_person(by=manager, team=police)
        BreakGlass.objects.filter(pk=glass.pk).update(object_id=other.pk)

    person.refresh_from_db()
    assert outsider.name not in names(explain(person, manager))


def test_what_is_over_is_told_as_over(person, manager, elsewhere, outsider):
    grant = give(person, manager, elsewhere)
    assert explain(person, manager).over == []

    Grant.objects.filter(pk=grant.pk).update(valid_from=ago(13), valid_until=ago(11))
    told = explain(person, manager)
    assert told.others == []
    assert [(access.who, access.ended_because) for access in told.over] == [
        (elsewhere.name, "Ran out")
    ]


def test_a_named_person_has_access_no_longer_than_their_role(person, manager, outsider):
    give(person, manager, outsider, named=True)
    place = Membership.objects.filter(user=outsider)
    place.update(valid_until=begin_of(day(3)))
    (named,) = explain(person, manager).others
    assert named.last_day == day(4)

    place.update(valid_from=ago(20), valid_until=begin_of(day(11)))
    told = explain(person, manager)
    assert told.others == []
    assert [(one.who, one.ended_because, one.last_day) for one in told.over] == [
        (outsider.name, "Ran out", day(12))
    ]


def test_what_ran_out_is_told_with_its_last_day(client, person, manager, elsewhere):
    grant = give(person, manager, elsewhere)
    Grant.objects.filter(pk=grant.pk).update(valid_from=ago(13), valid_until=begin_of(day(11)))

    listed = kinds.find(manager, "access", of=person.uuid)
    client.force_login(manager)
    page = client.get(f"{person.get_absolute_url()}sharing/").content.decode()

    assert [until(row) for row in listed.batch("", 50) if row.pk == grant.pk] == [day(12)]
    assert f"to {format_day(day(12))}. Ran out." in page


def test_an_exclusion_that_has_ended_keeps_nobody_out(person, manager, outsider):
    give(person, manager, outsider, named=True)
    excluded = exclude_person(obj=person, by=manager, user=outsider, reason="A cousin")
    readmit_person(obj=person, exclusion=excluded, by=manager, because="A mistake")

    assert [access.who for access in explain(person, manager).others] == [outsider.name]


def test_a_named_person_whose_account_is_closed_has_no_access(person, manager, outsider):
    give(person, manager, outsider, named=True)
    User.objects.filter(pk=outsider.pk).update(is_active=False, disabled_at=timezone.now())

    assert explain(person, manager).others == []


def test_a_restriction_sets_teams_aside_and_not_the_people_who_are_named(
    person, manager, elsewhere, outsider
):
    give(person, manager, elsewhere)
    give(person, manager, outsider, named=True)
    restricted = restrict_record(
        obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory()
    )

    told = explain(restricted, manager)

    assert {access.who for access in told.open} == {manager.name, outsider.name}
    assert (told.teams, told.people) == (0, 2)


def test_a_day_on_which_a_record_changed_hands_has_two_owners(old, manager, police, elsewhere):
    old.owner_team, old._history_user, old._history_date = elsewhere, manager, ago(9)
    old.save()

    told = explain_day(old, manager, day(9))

    assert {access.who for access in told.live if access.is_owner} == {police.name, elsewhere.name}


def test_only_this_record_and_this_moment_are_told(person, manager, elsewhere, outsider, council):
    other = make_person(by=manager)
    give(other, manager, council)
    break_glass(other, outsider, 10)
    BreakGlass.objects.update(broken_at=timezone.now(), valid_until=timezone.now() + DAY)
    over = give(person, manager, elsewhere)
    end_access(obj=person, grant=over, by=manager, because="Over")
    coming = give(person, manager, council)
    Grant.objects.filter(pk=coming.pk).update(valid_from=timezone.now() + DAY)

    assert explain(person, manager).others == []
