"""Access to many records at once is access to each, one by one."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from access import bulk_preview, services
from access.bulk_grants import Terms, enter_grants
from access.levels import Level
from access.models import Grant
from access.projection import implied
from access.services import bulk
from access.tests.factories import LawfulBasisFactory, allow_sharing, give, run_out
from agencies.models import FOREVER, Membership, Team, User
from agencies.tests.factories import TeamFactory, agree, member
from audit.models import Event
from audit.selectors import acts_on
from core import policy
from profiles.models import Profile
from profiles.tests.factories import ProfileActivityFactory, make_person

pytestmark = pytest.mark.slow

COPIED = (
    "level",
    "sections",
    "valid_until",
    "restricted",
    "sort_name",
    "search_names",
    "last_activity_at",
)


def terms(**other):
    return {
        "level": Level.VIEW,
        "sections": ["risk", "log"],
        "purpose": "Joint management",
        "basis": LawfulBasisFactory(),
        "until": FOREVER,
        **other,
    }


def give_many(by, team, records=None, **other):
    for owner in Team.objects.exclude(agency=team.agency).filter(pk__in=owners()):
        allow_sharing(owner, team)
    words = {name: other.pop(name) for name in ("words", "membership") if name in other}
    return services.give_access_to_many(
        records=Profile.objects.all() if records is None else records,
        by=User.objects.get(pk=by.pk),
        team=team,
        **words,
        **terms(**other),
    )


def owners():
    """The teams that manage a record."""
    return Profile.objects.values("owner_team")


def end_many(by, team, records=None, **other):
    return services.end_access_to_many(
        records=Profile.objects.all() if records is None else records,
        by=User.objects.get(pk=by.pk),
        team=team,
        because="Back home",
        **other,
    )


def holds_of(person):
    """Each hold but for which grant it came from: terms and copies."""
    teams = person.team_holds.values_list("group_id", *COPIED)
    users = person.user_holds.values_list("user_id", "membership_id", *COPIED)
    return sorted(teams), sorted(users)


def assert_true(person):
    """The holds are what ownership and grants imply, and their copies what the record says."""
    teams, users = implied(person)
    reach = ["level", "sections", "valid_until", "grant_id"]
    found = {h.group_id: {n: getattr(h, n) for n in reach} for h in person.team_holds.all()}
    assert found == teams
    reach.append("membership_id")
    found = {h.user_id: {n: getattr(h, n) for n in reach} for h in person.user_holds.all()}
    assert found == users
    for hold in [*person.team_holds.all(), *person.user_holds.all()]:
        copies = (hold.sort_name, hold.search_names, hold.restricted)
        assert copies == (person.sort_name, person.search_names, person.is_restricted)


@pytest.fixture
def crowd(manager, police, elsewhere, outsider):
    """Thirty records: others' and restricted ones, some shared before in every way."""
    theirs = member(TeamFactory(name="Others"), Membership.Role.MANAGER)
    people = []
    for number in range(30):
        by = theirs if number % 10 == 9 else manager
        person = make_person(by=by, surname=f"Crowd{number:02}")
        people.append(person)
        ProfileActivityFactory(content_object=person, section=2, last_at=timezone.now())
        if by is theirs:
            give(person, theirs, police)
        elif number % 10 == 0:
            why = {"reason": "A threat", "basis": LawfulBasisFactory()}
            services.restrict_record(obj=person, by=manager, **why)
        elif number % 6 == 1:
            give(person, manager, elsewhere, sections=["log"], days=3)
        elif number % 6 == 2:
            give(person, manager, elsewhere, level=Level.CONTRIBUTE, sections=["log"])
        elif number % 6 == 3:
            give(person, manager, elsewhere, sections=["documents"])
        elif number % 6 == 4:
            run_out(give(person, manager, elsewhere, level=2), type(person.team_holds.first()))
        elif number % 6 == 5:
            give(person, manager, outsider, named=True, sections=["risk"])
    return [Profile.objects.get(pk=person.pk) for person in people]


def one_by_one(people, skipped, by, team, membership=None):
    """What a loop leaves, taken back."""
    by = User.objects.get(pk=by.pk)
    left_out = {reference for references in skipped.values() for reference in references}
    with transaction.atomic():
        for person in people:
            if person.reference not in left_out:
                services.give_access(
                    obj=person, by=by, team=team, membership=membership, **terms()
                )
        state = [(holds_of(person), ledger_of(person)) for person in people]
        transaction.set_rollback(True)
    return state


def ledger_of(person):
    """Each grant, without its number and the moment it was given."""
    grants = Grant.objects.of(person)
    whom = grants.values_list("team", "user", "membership", "given_by", "given_by_team")
    said = grants.values_list("level", "sections", "purpose", "basis")
    ended = [(bool(g.ended_at), g.ended_by_id, g.ended_because) for g in grants]
    replaced = [g.replaces and g.replaces.ended_because for g in grants]
    return sorted(zip(whom, said, ended, replaced, strict=True), key=repr)


@pytest.mark.parametrize("named", [False, True])
def test_many_at_once_is_each_one_by_one(crowd, manager, elsewhere, outsider, named):
    membership = outsider.memberships.get() if named else None
    with transaction.atomic():
        expected_skips = give_many(manager, elsewhere, membership=membership).skipped
        transaction.set_rollback(True)
    expected = one_by_one(crowd, expected_skips, manager, elsewhere, membership)

    result = give_many(manager, elsewhere, membership=membership)

    assert [(holds_of(person), ledger_of(person)) for person in crowd] == expected
    assert result.skipped == expected_skips
    assert result.done + result.left == 30
    for person in crowd:
        assert_true(person)


def test_what_is_left_out_is_said_with_the_reason(crowd, manager, elsewhere):
    result = give_many(manager, elsewhere)

    by_reason = {
        reason: [crowd.index(Profile.objects.get(reference=r)) for r in references]
        for reason, references in result.skipped.items()
    }
    assert by_reason == {
        bulk_preview.NOT_YOURS: [9, 19, 29],
        bulk_preview.RESTRICTED: [0, 10, 20],
        bulk.BROADER: [2, 3, 8, 14, 15, 21, 26, 27],
    }
    assert result.done == 16


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"level": 2, "sections": ["log"]}, {"sections": ["log"]}),
        ({"sections": ["log", "risk"]}, {"sections": ["log"]}),
        ({"sections": ["log"], "days": 9}, {"sections": ["log"], "until": "soon"}),
    ],
)
def test_no_access_becomes_less(person, manager, elsewhere, before, now):
    grant = give(person, manager, elsewhere, **before)
    if now.get("until"):
        now = {**now, "until": timezone.now() + datetime.timedelta(days=2)}

    result = give_many(manager, elsewhere, **now)

    assert (result.done, list(result.skipped)) == (0, [bulk.BROADER])
    assert Grant.objects.unended().get() == grant
    assert not Event.objects.filter(verb="access.given", target_type="").exists()


def test_one_event_says_all_and_stands_in_the_history_of_each(crowd, manager, elsewhere):
    result = give_many(manager, elsewhere)

    event = Event.objects.get(verb="access.given", target_type="")
    assert (event.operation, event.recipient) == (Event.DISCLOSURE, "Norfolk IOM Team")
    assert (event.target_id, len(event.subjects)) == (None, result.done)
    assert (event.detail["count"], event.detail["sections"]) == (result.done, ["log", "risk"])
    given = crowd[1]
    assert event in acts_on(given, ["log"], manager, manages=True)
    assert event not in acts_on(crowd[2], ["log"], manager, manages=True)


def test_access_to_many_ends_at_once(crowd, manager, elsewhere, outsider):
    give_many(manager, elsewhere, level=2, sections=list(Profile.SECTIONS))
    assert Profile.objects.visible_to(outsider).count() > 20

    result = end_many(manager, elsewhere)

    assert {reason: len(refs) for reason, refs in result.skipped.items()} == {
        bulk_preview.NOT_YOURS: 3,
        bulk_preview.RESTRICTED: 3,
    }
    assert Profile.objects.visible_to(outsider).count() == 4  # named on these
    assert not Grant.objects.unended().filter(team=elsewhere, user=None).exists()
    assert set(
        Grant.objects.filter(user=None)
        .exclude(ended_by=None)
        .values_list("ended_because", flat=True)
    ) == {"Replaced", "Back home"}
    event = Event.objects.get(verb="access.ended", target_type="")
    assert (event.operation, len(event.subjects)) == (Event.ALTERATION, result.done)
    for person in crowd:
        assert_true(person)


def test_named_access_ends_and_the_teams_stays(crowd, manager, elsewhere, outsider):
    give_many(manager, elsewhere, level=2, sections=list(Profile.SECTIONS))

    result = end_many(manager, elsewhere, membership=outsider.memberships.get())

    assert result.done == 4
    assert len(result.skipped[bulk.NO_ACCESS]) == 20
    assert not Grant.objects.unended().filter(user=outsider).exists()
    assert Grant.objects.unended().filter(team=elsewhere, user=None).count() == 24
    for person in crowd:
        assert_true(person)


def test_ending_leaves_the_owners_hold(person, manager, police):
    assert end_many(manager, police).skipped == {bulk.NO_ACCESS: [person.reference]}
    assert_true(person)


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
