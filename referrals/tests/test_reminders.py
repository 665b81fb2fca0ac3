"""Of what was agreed without a referral, its team is reminded on the day."""

import pytest
from django.urls import reverse

from access.services import restrict_record
from access.tests.factories import LawfulBasisFactory
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from audit.models import Event
from referrals import services
from referrals.models import Term
from referrals.tests.factories import InterventionFactory, days, facts, party
from referrals.tests.walking import page
from tasks.models import Task

pytestmark = pytest.mark.slow


def open_tasks(entry):
    return Task.objects.of(entry).still_open().order_by("due_on")


def agreed(officer, *terms):
    parties = [party(), party("harmed")]
    said = facts(agreement="active", agreed_on=days(-1))
    return services.record_intervention(
        by=officer, team=officer.acting_team, parties=parties, terms=terms, **said
    )


def pane(due_on=3, **more):
    return Term(text="Pay for the pane", due_on=days(due_on), **more)


def test_the_officer_and_their_team_are_reminded(client, officer, colleague, council):
    entry = agreed(officer, pane(), Term(text="Say sorry", due_on=days(5)))

    first, second = open_tasks(entry)
    assert (first.due_on, second.due_on) == (days(3), days(5))
    assert (first.to_team, first.to_person) == (entry.team, officer)
    for reader in (officer, colleague):
        client.force_login(reader)
        shown = page(client, first.get_absolute_url())
        assert "Pay for the pane" in shown
        assert f'href="{entry.get_absolute_url()}"' in shown
        assert not Event.objects.latest("pk").subjects
    client.force_login(member(council))
    assert client.get(first.get_absolute_url()).status_code == 404


def test_a_term_that_is_over_is_due_today(officer):
    entry = agreed(officer, pane(-1))

    assert open_tasks(entry).get().due_on == days(0)


def test_what_was_done_on_the_spot_reminds_nobody(officer):
    entry = agreed(officer, pane(0, state=Term.State.DONE, settled_on=days(0)))

    assert not Task.objects.of(entry).exists()


def test_later_terms_remind_too_and_end_with_what_came_of_them(officer, colleague):
    entry = InterventionFactory(by=officer)
    services.agree_terms(
        intervention=entry, by=officer, agreed_on=days(0), terms=[pane(), pane(5)]
    )

    services.settle_entry_term(
        term=entry.terms.first(), by=colleague, state="done", settled_on=days(0)
    )

    assert open_tasks(entry).get().due_on == days(5)


@pytest.mark.parametrize("end", ["end_agreement", "edit_intervention"])
def test_an_agreement_that_is_over_reminds_nobody(officer, colleague, end):
    entry = agreed(officer, pane())

    getattr(services, end)(intervention=entry, by=colleague, agreement="broken", ended_on=days(0))

    assert not open_tasks(entry).exists()


def test_it_is_not_ended_by_hand(client, officer):
    task = open_tasks(agreed(officer, pane())).get()
    client.force_login(officer)

    answer = client.post(reverse("tasks:complete", args=[task.uuid]), {"words": "Done"})

    assert answer.status_code != 302
    task.refresh_from_db()
    assert task.is_open


def test_who_may_not_see_a_party_does_not_read_it(client, manager, colleague, person):
    entry = services.record_intervention(
        by=manager,
        team=manager.acting_team,
        parties=[party(profile=person), party("harmed")],
        terms=[pane()],
        **facts(agreement="active", agreed_on=days(0)),
    )
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())
    client.force_login(colleague)

    shown = page(client, open_tasks(entry).get().get_absolute_url())

    assert "Pay for the pane" not in shown
    assert entry.reference in shown


def test_who_acts_for_another_agency_is_reminded_there(officer):
    other = TeamFactory(areas=officer.acting_team.areas.all())
    MembershipFactory(user=officer, team=other)
    officer = type(officer).objects.get(pk=officer.pk)
    teams = {m.team for m in officer.live_memberships} - {officer.acting_team}

    entry = services.record_intervention(
        by=officer,
        team=teams.pop(),
        parties=[party(), party("harmed")],
        terms=[pane()],
        **facts(agreement="active", agreed_on=days(0)),
    )

    assert entry.team != officer.acting_team
    assert open_tasks(entry).get().to_team == officer.acting_team
