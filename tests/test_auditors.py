"""What an auditor reads of the log, and who else reads none of it."""

import uuid

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import PartnershipFactory, TeamFactory, member
from audit.models import Event
from audit.services import record
from audit.tests.factories import EventFactory
from core import policy
from profiles.tests.factories import make_person

pytestmark = pytest.mark.slow

Role = Membership.Role
SEARCH = "/audit/"


@pytest.fixture
def elsewhere_auditor(norfolk):
    team = TeamFactory(name="Norfolk Governance", areas=[norfolk])
    return member(team, Role.AUDITOR, username="norfolk.auditor", name="Ada Penhaligon")


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


def seen_by(user):
    return Event.objects.visible_to(user)


def act(by, **more):
    """An event of this person, about no record."""
    return record(**{"verb": "page.not_found", "operation": Event.REFUSAL, "actor": by} | more)


def shown(client, **query):
    """The numbers of the events on the page."""
    response = client.get(SEARCH, query)
    assert response.status_code == 200
    return [entry.event.pk for entry in response.context["entries"]]


# ---- Scope ------------------------------------------------------------------------------------


def test_an_auditor_reads_what_teams_of_the_area_did(auditor, elsewhere_auditor, officer):
    event = act(officer)

    assert event in seen_by(auditor)
    assert event not in seen_by(elsewhere_auditor)


def test_an_auditor_reads_what_others_did_with_records_of_the_area(
    auditor, elsewhere_auditor, person, outsider
):
    about = act(outsider, target=person)
    in_a_list = act(outsider, subjects=[person.pk, 987654])
    of_other_kind = EventFactory(target_type="cases.case", target_id=person.pk)

    assert {about, in_a_list} <= set(seen_by(auditor))
    assert {about, in_a_list} <= set(seen_by(elsewhere_auditor))  # a team of theirs did it
    assert of_other_kind not in seen_by(auditor)


def test_a_record_alone_brings_its_events_into_scope(auditor, elsewhere_auditor, person):
    act_of_nobody = EventFactory(subjects=[person.pk])
    act_on_it = EventFactory(target_type="profiles.profile", target_id=person.pk)

    assert {act_of_nobody, act_on_it} <= set(seen_by(auditor))
    assert not seen_by(elsewhere_auditor).filter(pk__in=[act_of_nobody.pk, act_on_it.pk])


def test_the_auditor_of_a_force_covers_its_partnerships_and_not_the_other_way_round(
    auditor, staffordshire, officer
):
    partnership = PartnershipFactory(parent=staffordshire)
    local = member(TeamFactory(areas=[partnership]))
    local_auditor = member(TeamFactory(areas=[partnership]), Role.AUDITOR)

    assert act(local) in seen_by(auditor)
    assert act(local) in seen_by(local_auditor)
    assert act(officer) not in seen_by(local_auditor)


def test_a_restricted_record_is_no_different(auditor, person, manager, outsider):
    restrict(person, manager)

    assert act(outsider, target=person) in seen_by(auditor)


def test_teams_that_have_closed_stay_in_the_log(auditor, police, officer):
    event = act(officer)
    police.closed_at = timezone.now()
    police.save()

    assert event in seen_by(auditor)


def test_what_belongs_to_no_team_and_no_record_stays_out(auditor):
    failed = record(
        verb="account.sign_in_failed", operation=Event.SIGN_IN, actor="Someone at the sign-in page"
    )

    assert failed not in seen_by(auditor)


def test_an_auditor_reads_nothing_of_their_own(auditor, administrator):
    own = act(auditor)
    account = act(administrator, target=auditor)
    role = act(administrator, target=auditor.memberships.get())
    of_another = act(administrator, target=administrator.memberships.get())

    assert not seen_by(auditor).filter(pk__in=[own.pk, account.pk, role.pk])
    assert of_another in seen_by(auditor)


def test_a_record_the_auditor_is_excluded_from_is_their_own_affair(
    auditor, person, police, manager, officer
):
    other = make_person(by=manager, team=police, surname="Other")
    exclusion = exclude_person(obj=person, by=manager, user=auditor, reason="A cousin")
    alone = act(officer, target=person)
    alone_in_a_list = act(officer, subjects=[person.pk])
    among_others = act(officer, subjects=[person.pk, other.pk])

    found = seen_by(auditor)

    assert alone not in found
    assert alone_in_a_list not in found
    assert among_others in found
    assert not found.filter(verb="access.excluded")
    exclusion.ended_at, exclusion.ended_by = timezone.now(), manager
    exclusion.save()
    assert alone in seen_by(auditor)


@pytest.mark.parametrize("actor", ["officer", "manager", "administrator", "operator", "outsider"])
def test_nobody_else_reads_or_finds_the_log(client, request, officer, actor):
    user = request.getfixturevalue(actor)
    event = act(officer)
    client.force_login(user)

    assert not seen_by(user)
    assert not policy.can(user, "audit.search", event)
    for path in (
        SEARCH,
        "/audit/exports/",
        "/audit/exports/new/",
        f"/audit/exports/{uuid.uuid4()}/",
    ):
        # To the control room it is as if it were not there.
        refused = 404 if actor == "operator" else 403
        assert client.get(path).status_code == refused
        assert client.post(path, {"reason": "x"}).status_code == refused
    assert 'href="/audit/"' not in client.get("/").content.decode()


def test_an_auditor_may_search_and_finds_it_in_the_menu(as_auditor, auditor, officer):
    assert policy.can(auditor, "audit.search", act(officer))
    assert 'href="/audit/"' in as_auditor.get("/").content.decode()


def test_a_role_that_ended_closes_the_log_on_the_next_click(as_auditor, auditor, officer):
    event = act(officer)
    assert event.pk in shown(as_auditor)

    auditor.memberships.update(valid_until=timezone.now())

    assert as_auditor.get(SEARCH).status_code == 403
    assert event not in seen_by(auditor)


def test_an_account_that_closed_reads_nothing(auditor, officer):
    event = act(officer)
    auditor.is_active, auditor.disabled_at = False, timezone.now()
    auditor.save()

    assert event not in seen_by(auditor)
