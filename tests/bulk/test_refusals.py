"""Who may give access to many at once, what cannot be given, and two at the same time."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from access import bulk_preview, services
from access.bulk_grants import Terms, enter_grants
from access.models import Grant
from access.services import bulk
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import FOREVER, Membership, Team, User
from agencies.tests.factories import TeamFactory, agree, member
from core import policy
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.bulk.many import assert_true, end_many, give_many, holds_of, ledger_of, terms

pytestmark = pytest.mark.slow


# ---- Who may ------------------------------------------------------------------------------------
def test_what_one_cannot_read_is_neither_shared_nor_counted(
    crowd, manager, elsewhere, outsider, administrator
):
    for user in (member(TeamFactory()), administrator):
        result = give_many(user, TeamFactory())
        assert (result.done, result.skipped) == (0, {})


def test_an_exclusion_of_the_giver_is_respected(person, police, manager, elsewhere):
    second = member(police, Membership.Role.MANAGER)
    services.exclude_person(obj=person, by=manager, user=second, reason="His brother")

    result = give_many(second, elsewhere)

    assert (result.done, result.skipped) == (0, {})


def test_a_practitioner_shares_where_the_team_lets_them(person, police, officer, elsewhere):
    assert give_many(officer, elsewhere).skipped == {bulk_preview.NOT_YOURS: [person.reference]}
    police.gives_access = Team.GivesAccess.PRACTITIONERS
    police.save()

    assert give_many(officer, elsewhere).done == 1


def test_an_administrator_who_reads_never_shares_with_their_own_team(
    person, manager, elsewhere, outsider, staffordshire
):
    give(person, manager, elsewhere)
    own = TeamFactory(areas=[staffordshire])
    for team, role in ((own, Membership.Role.ADMINISTRATOR), (own, "practitioner")):
        Membership.objects.create(user=outsider, team=team, role=role)

    assert give_many(outsider, own).skipped == {bulk.SELF: [person.reference]}
    assert give_many(outsider, TeamFactory()).done == 1


def test_nor_with_somebody_of_their_own_team_through_another(
    person, manager, elsewhere, outsider, staffordshire
):
    give(person, manager, elsewhere)
    own = TeamFactory(areas=[staffordshire])
    Membership.objects.create(user=outsider, team=own, role=Membership.Role.ADMINISTRATOR)
    named = member(TeamFactory()).memberships.get()
    shared = Membership.objects.create(user=named.user, team=own, role="practitioner")

    refused = give_many(outsider, named.team, membership=named)
    assert refused.skipped == {bulk.SELF: [person.reference]}
    assert give_many(manager, named.team, membership=named).done == 1
    end_many(manager, named.team, membership=named)
    shared.delete()
    assert give_many(outsider, named.team, membership=named).done == 1


def test_an_administrator_shares_what_is_in_their_area_and_not_all_they_read(
    person, manager, elsewhere, norfolk
):
    give(person, manager, elsewhere)
    reader = member(TeamFactory(areas=[norfolk]), Membership.Role.ADMINISTRATOR)
    Membership.objects.create(user=reader, team=elsewhere, role="practitioner")

    assert person in Profile.objects.visible_to(reader)
    assert not policy.can(reader, "access.grant", person)
    assert not policy.allowed(reader, "access.grant", Profile.objects.all())


def test_the_rule_for_many_is_the_rule_for_one(
    crowd, manager, officer, colleague, outsider, administrator, auditor, elsewhere
):
    for user in (manager, officer, colleague, outsider, administrator, auditor):
        user = User.objects.get(pk=user.pk)
        many = set(policy.allowed(user, "access.grant", Profile.objects.all()))
        assert many == {p for p in crowd if policy.can(user, "access.grant", p)}
    assert not policy.allowed(manager, "profile.edit", Profile.objects.all())


# ---- What cannot be -----------------------------------------------------------------------------
def test_what_cannot_be_given_to_anyone_is_said_by_the_field(person, manager, outsider):
    closed = TeamFactory(closed_at=timezone.now())
    gone = outsider.memberships.get()
    gone.valid_until = timezone.now()
    gone.save()

    for wrong, field in (
        ({"team": closed}, "team"),
        ({"team": gone.team, "membership": gone}, "people"),
        ({"team": TeamFactory(), "level": 3}, "level"),
        ({"team": TeamFactory(), "until": timezone.now()}, "until"),
    ):
        with pytest.raises(ValidationError) as problem:
            give_many(manager, **wrong)
        assert set(problem.value.message_dict) == {field}


def test_there_is_a_most_in_one_go(person, manager, elsewhere, monkeypatch):
    make_person(by=manager)
    monkeypatch.setattr(bulk_preview, "CAP", 1)

    with pytest.raises(ValidationError, match="Narrow the list"):
        give_many(manager, elsewhere)
    with pytest.raises(ValidationError, match="Narrow the list"):
        end_many(manager, elsewhere)
    assert not Grant.objects.exists()


def test_all_or_nothing(crowd, manager, elsewhere, monkeypatch):
    before = [(holds_of(person), ledger_of(person)) for person in crowd]
    monkeypatch.setattr(bulk, "record", lambda **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        give_many(manager, elsewhere)
    with pytest.raises(ZeroDivisionError):
        end_many(manager, elsewhere)

    assert [(holds_of(person), ledger_of(person)) for person in crowd] == before


@pytest.mark.parametrize("words", ["%", "_", "'; --", "\\", "\U0001f600", "x" * 9000, "crowd0 %s"])
def test_hostile_words_match_nothing(crowd, manager, elsewhere, words):
    assert give_many(manager, elsewhere, words=words).done == 0


def test_a_narrowed_list_is_all_that_is_shared(crowd, manager, police, elsewhere):
    some = Profile.objects.filter(surname__in=["Crowd01", "Crowd04"])

    assert give_many(manager, elsewhere, some).done == 2
    assert give_many(manager, TeamFactory(), words="crowd1").done == 8


def test_no_hold_is_entered_without_its_copies(person, manager, elsewhere):
    """The setting that lets a statement bring copies holds for that statement alone."""
    give_many(manager, elsewhere)
    hold = person.team_holds.model(
        content_object=person,
        group=TeamFactory(),
        permission=person.team_holds.first().permission,
        level=1,
        sort_name="Somebody else",
    )
    hold.save()

    hold.refresh_from_db()
    assert hold.sort_name == person.sort_name


def test_many_grants_name_a_basis_that_exists(person, manager, elsewhere):
    basis = LawfulBasisFactory()
    basis.pk = 10**9
    made = Terms(1, ["log"], "x", basis, FOREVER)

    enter_grants(
        Profile, [person.pk], manager, team=elsewhere, membership=None, terms=made, agreements={}
    )

    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.set_rollback(True)


# ---- At the same time ---------------------------------------------------------------------------
def test_many_and_one_at_the_same_time_leave_one_grant(live_database):
    owner = TeamFactory()
    one = member(owner, Membership.Role.MANAGER)
    people = [make_person(by=one, team=owner, surname=f"S{n}") for n in range(20)]
    other = TeamFactory()
    LawfulBasisFactory()
    everything = {"level": 2, "sections": list(Profile.SECTIONS)}
    problems = []

    def act(function):
        try:
            function()
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            problems.append(problem)
        finally:
            connection.close()

    acts = [
        lambda: give_many(one, other, **everything),
        lambda: [give(person, one, other) for person in reversed(people)],
        lambda: give_many(one, other, **everything),
        lambda: end_many(one, other),
    ]
    threads = [threading.Thread(target=act, args=[each]) for each in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    for person in people:
        assert Grant.objects.of(person).unended().count() <= 1
        assert_true(person)
    connections.close_all()


def test_many_grants_stand_on_an_agreement_where_agencies_differ(person, manager, elsewhere):
    nothing = {bulk.NO_AGREEMENT: [person.reference]}
    assert give_without_agreement(manager, elsewhere).skipped == nothing
    assert not Grant.objects.exists()

    agreement = agree(person.owner_team, elsewhere)

    assert give_without_agreement(manager, elsewhere).done == 1
    assert Grant.objects.get().agreement == agreement


def give_without_agreement(by, team):
    return services.give_access_to_many(
        records=Profile.objects.all(), by=User.objects.get(pk=by.pk), team=team, **terms()
    )
