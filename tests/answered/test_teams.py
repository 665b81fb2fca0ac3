"""What was answered about teams, agreements, lists and leads is no longer new."""

import datetime

import pytest
from django.utils import timezone

from access import services
from access.tests.factories import (
    ListingExceptionFactory,
    SampledAccessFactory,
    give,
)
from access.verbs import Verb
from agencies import services as agencies
from agencies.jobs import remind_of_agreements
from agencies.models import Membership
from agencies.tests.factories import (
    AgreementFactory,
    MembershipFactory,
    TeamFactory,
    member,
)
from agencies.verbs import Verb as AgencyVerb
from alerts.models import Notice
from alerts.tests.reading import all_notices, read_by
from audit.jobs import drain_deliveries
from audit.models import Event
from audit.services import record
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.answered.asking import MANAGER, again, is_asked, is_done, new_for, waits_at_home

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# ---- Places in teams, discreet teams, addresses -------------------------------------------------
def test_a_refused_place_is_done_and_its_reason_goes_back(
    client, police, administrator, manager, second
):
    other = member(TeamFactory(areas=police.areas.all()), Membership.Role.ADMINISTRATOR)
    proposal = agencies.add_membership(
        team=police,
        by=administrator,
        user=member(TeamFactory(agency=police.agency)),
        role="manager",
    )
    assert proposal
    is_asked(manager)
    assert waits_at_home(client, manager, "join")

    agencies.refuse_joining(proposal=police.proposals.get(), by=second, reason="Not vetted")

    for user in (manager, other):
        assert "wants" not in " ".join(new_for(user)[0])
    shown, _ = new_for(administrator)
    assert shown[0].endswith(": Not vetted")


def test_a_place_that_one_may_not_decide_about_is_news(police, administrator, manager):
    """The administrator's own wish waits for another administrator; managers are told."""
    agencies.propose_joining(team=police, by=administrator, role="practitioner", reason="Cover")

    shown, number = new_for(manager)
    assert (len(shown), number) == (1, 1)

    agencies.withdraw_joining(proposal=police.proposals.get(), by=administrator)

    is_done(manager)


def test_a_team_that_stays_discreet_carries_the_reason(staffordshire, administrator):
    refuge = TeamFactory(name="Harbour", is_discreet=True, areas=[staffordshire])
    chief = member(refuge, MANAGER)
    _ask_to_list(refuge, administrator)
    is_asked(chief)

    agencies.refuse_listing(team=refuge, by=chief, reason="A threat")

    is_done(chief)
    assert new_for(administrator)[0][0].endswith(": A threat")


def _ask_to_list(team, by):

    team.listing_asked_by, team.listing_asked_at = by, timezone.now()
    team.save()
    record(
        verb=AgencyVerb.TEAM_LISTING_ASKED, operation=Event.ADMINISTRATION, actor=by, target=team
    )


def test_a_changed_address_is_new_until_somebody_confirms_it(client, police, manager, second):
    administrator = _administrator_beside(police)
    officer = member(police, name="Priya Nandra", email="old@example.org")
    agencies.edit_user(
        user=officer, by=administrator, name=officer.name, email="new@example.org", phone=""
    )
    is_asked(manager)
    assert waits_at_home(client, manager, "Is the new e-mail address of")

    agencies.confirm_address(user=again(officer), by=again(officer))

    assert "changed the e-mail address" not in " ".join(new_for(manager)[0])
    assert not waits_at_home(client, manager, "Is the new e-mail address of")


def _administrator_beside(police):
    team = TeamFactory(areas=police.areas.all())
    return member(team, Membership.Role.ADMINISTRATOR)


# ---- Agreements, lists, samples, exclusions -----------------------------------------------------
def test_a_renewed_agreement_no_longer_lapses(police, manager):
    day = timezone.localdate()
    agreement = AgreementFactory(
        owner_team=police, in_force_until=day + datetime.timedelta(days=30)
    )
    remind_of_agreements()
    assert len(new_for(manager)[0]) == 1

    agreement.in_force_until = day + datetime.timedelta(days=400)
    agreement.save()

    is_done(manager)


def test_of_an_agreement_the_last_reminder_is_new(police, manager):
    day = timezone.localdate()
    agreement = AgreementFactory(
        owner_team=police, in_force_until=day + datetime.timedelta(days=30)
    )
    remind_of_agreements()
    drain_deliveries()
    first = Notice.objects.get(recipient=manager)
    Notice.objects.create(
        recipient=manager,
        event=_lapsing_again(first.event, agreement),
        text="It lapses in 7 days",
        audience=first.audience,
        object_type=first.object_type,
        object_id=first.object_id,
    )

    assert new_for(manager) == (["It lapses in 7 days"], 1)


def _lapsing_again(event, agreement):

    return record(
        verb=event.verb,
        operation=Event.ADMINISTRATION,
        actor="The clock",
        target=agreement,
        detail=event.detail,
    )


@pytest.mark.parametrize("is_allowed", [True, False], ids=["allowed", "refused"])
def test_who_asked_to_list_more_is_told_the_answer(client, officer, manager, is_allowed):
    asked = ListingExceptionFactory(user=officer)
    assert waits_at_home(client, manager, "asks to list more people")

    if is_allowed:
        services.allow_listing_more(asked=asked, by=manager)
        expected = "Ruth Calloway let you list more people, for 8 hours"
    else:
        services.refuse_listing_more(asked=asked, by=manager, answer="Ask for one page")
        expected = "Ruth Calloway did not let you list more people: Ask for one page"

    assert not waits_at_home(client, manager, "asks to list more people")
    assert new_for(officer) == ([expected], 1)
    leads_to(client, officer, "/sharing/listing/")


def leads_to(client, user, address):
    client.force_login(user)
    notice = Notice.objects.filter(recipient=user).first()
    opened = client.post(f"/alerts/{notice.uuid}/", {"open": "yes"})
    assert opened["Location"] == address
    assert client.get(address).status_code == 200


def test_reviewed_samples_are_new_no_longer(person, officer, manager, second):

    sampled = SampledAccessFactory(obj=person, by=officer)
    record(
        verb=Verb.SAMPLED,
        operation=Event.ADMINISTRATION,
        actor="The clock",
        detail={"team": person.owner_team_id, "week": sampled.week.isoformat(), "count": 1},
    )
    is_asked(second)

    services.review_sampled_access(sampled=sampled, by=manager, outcome="expected")

    is_done(second)


def test_nobody_excluded_is_told_or_asked_anything(client, asked, person, manager, neighbour):
    services.ask_for_more(request=asked, by=manager, question="Which case?")
    drain_deliveries()

    services.exclude_person(obj=person, by=manager, user=neighbour, reason="A cousin")

    assert new_for(neighbour) == ([], 0)
    client.force_login(neighbour)
    for path in ("/", "/alerts/"):
        assert person.reference not in client.get(path).content.decode()
    assert client.get(person.get_absolute_url()).status_code == 404


def test_records_that_have_a_lead_again_are_new_no_longer(police, manager, second):
    led = member(police, name="PC Nandra")
    person = make_person(by=manager, team=police)
    person.lead, person._history_user = led, manager
    person.save()
    agencies.end_membership(membership=led.memberships.get(), by=manager, reason="Left")
    assert len(new_for(second)[0]) == 1

    person.refresh_from_db()
    person.lead, person._history_user = manager, manager
    person.save()

    is_done(second)


# ---- Open leads somewhere -----------------------------------------------------------------------
def test_what_no_page_shows_the_reader_any_more_does_not_open(client, police, manager):
    """A colleague was let in; the manager no longer manages the team."""
    joined = member(TeamFactory(agency=police.agency))
    second = member(police, MANAGER)
    agencies.add_membership(team=police, by=second, user=joined, role="practitioner")
    drain_deliveries()
    notice = Notice.objects.get(recipient=manager)
    client.force_login(manager)
    assert 'name="open"' in client.get("/alerts/").content.decode()

    MembershipFactory(user=manager, team=TeamFactory(), role="practitioner")
    manager.memberships.filter(team=police).update(valid_until=timezone.now())

    assert 'name="open"' not in client.get("/alerts/").content.decode()
    assert client.post(f"/alerts/{notice.uuid}/", {"open": "yes"})["Location"] == "/alerts/"


def test_access_of_many_that_ended_leads_nowhere(client, person, manager, elsewhere, outsider):
    give(person, manager, elsewhere)

    drain_deliveries()
    Notice.objects.all().delete()
    services.end_access_to_many(
        records=Profile.objects.all(), by=manager, team=elsewhere, membership=None, because="x"
    )

    assert read_by(outsider) == ["Norfolk IOM Team no longer has access to 1 person"]
    client.force_login(outsider)
    assert 'name="open"' not in client.get("/alerts/").content.decode()


def test_answered_notices_stay_in_the_list(asked, manager):
    drain_deliveries()
    services.decide_request(request=asked, by=manager, give=False, answer="No need")

    [notice] = all_notices(manager)
    assert notice.is_unanswered is False
    assert not notice.is_new
