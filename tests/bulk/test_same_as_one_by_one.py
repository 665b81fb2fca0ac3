"""Access to many records at once is access to each, one by one."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from access import bulk_preview, services
from access.models import Grant
from access.services import bulk
from access.tests.factories import give
from agencies.models import User
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from audit.selectors import acts_on
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.bulk.many import assert_true, end_many, give_many, holds_of, ledger_of, terms
from tests.throwaway.factories import close_parcel, make_parcel

pytestmark = pytest.mark.slow


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


def test_what_ends_with_a_case_that_the_giver_cannot_see_ends_with_it(
    person, manager, elsewhere, outsider
):
    seen, unseen = make_parcel(by=manager, title="Seen"), make_parcel(by=member(TeamFactory()))
    named = outsider.memberships.get()
    people = [person, make_person(by=manager)]
    for one, parcel in zip(people, [unseen, seen], strict=True):
        Grant.objects.filter(
            pk__in=[
                give(one, manager, elsewhere, sections=["log"]).pk,
                give(one, manager, outsider, sections=["log"], named=True).pk,
            ]
        ).update(while_open_type=parcel._meta.label_lower, while_open_id=parcel.pk)

    assert give_many(manager, elsewhere).done == 2
    assert give_many(manager, elsewhere, membership=named).done == 2

    now = Grant.objects.unended()
    assert set(now.of(people[0]).values_list("while_open_id", flat=True)) == {unseen.pk}
    assert set(now.of(people[1]).values_list("while_open_id", flat=True)) == {None}
    close_parcel(unseen, unseen.lead)
    assert list(Profile.objects.visible_to(outsider)) == [people[1]]


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
