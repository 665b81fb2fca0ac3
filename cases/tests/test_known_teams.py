"""Teams that know the people in a case are offered it; each gets it, or is refused, alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.models import Grant
from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from cases.known_teams import teams_who_know_people
from cases.models import Case
from cases.tests import factories
from profiles.tests.factories import make_person


@pytest.fixture
def case(person, manager):
    case = factories.make_case(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    return case


@pytest.fixture
def partner(person, manager):
    team = TeamFactory()
    give(person, manager, team)
    return team


def known(case, reader):
    return dict(teams_who_know_people(case, reader))


def test_teams_with_access_to_somebody_in_it_are_offered(case, partner, manager):
    assert known(case, manager) == {partner: "Knows Jordan Pellworth"}


def test_the_team_that_manages_a_record_is_offered(case, manager, outsider):
    theirs = make_person(by=outsider, surname="Fenn")
    allow_sharing(outsider.acting_team, manager.acting_team)
    colleague = member(outsider.acting_team, Membership.Role.MANAGER)
    give(theirs, colleague, manager.acting_team)
    factories.ParticipantFactory(case=case, profile=theirs)

    assert known(case, manager) == {outsider.acting_team: "Knows Jordan Fenn"}


def test_who_has_the_case_already_is_not_offered(case, partner, manager):
    give(case, manager, partner, sections=["actions"])

    assert known(case, manager) == {}


def test_a_discreet_team_is_not_offered(case, partner, manager):
    partner.is_discreet = True
    partner.save()

    assert known(case, manager) == {}


def test_a_team_that_knows_somebody_the_reader_cannot_see_is_not_offered(case, partner, manager):
    other = member(manager.acting_team, Membership.Role.MANAGER)
    exclude_person(obj=case.participants.get().profile, by=other, user=manager, reason="A cousin")

    assert known(case, manager) == {}


def test_nobody_is_offered_because_of_a_restricted_record(case, person, partner, manager):
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())

    assert known(case, manager) == {}


def test_nobody_is_offered_because_of_who_is_no_longer_in_it(case, partner, manager):
    participant = case.participants.get()
    participant.ends_on, participant._history_user = factories.TODAY, manager
    participant.save()

    assert known(case, manager) == {}


def test_who_does_not_hold_the_people_is_told_of_no_team(case, partner, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"])

    assert known(case, outsider) == {}


def test_access_that_ended_offers_nobody(case, partner, manager):
    Grant.objects.update(ended_at="2026-01-01T00:00Z")

    assert known(case, manager) == {}


def test_a_named_person_is_not_their_team(case, person, manager):
    give(person, manager, member(TeamFactory()), named=True)

    assert known(case, manager) == {}


# ---- On the page -----------------------------------------------------------------------------
def typed(*teams, **more):
    return {
        "teams": [str(team.uuid) for team in teams],
        "sections": ["actions", "people"],
        "level": "2",
        "purpose": "Joint work",
        "basis": LawfulBasisFactory().pk,
        "how_long": "open",
        **more,
    }


@pytest.fixture
def page(client, case, manager):
    client.force_login(manager)
    return reverse("cases:share", args=[case.uuid])


def test_sharing_offers_them(client, case, partner, page):
    sharing = client.get(reverse("cases:sharing", args=[case.uuid])).content.decode()

    assert partner.name in sharing
    assert page in sharing


def test_nothing_is_offered_for_a_closed_case(client, case, partner, page):
    case.closed_at, case.closed_by, case.outcome = (
        case.created_at,
        case.created_by,
        factories.CaseOutcomeFactory(),
    )
    case._history_user = case.created_by
    case.save()

    assert page not in client.get(reverse("cases:sharing", args=[case.uuid])).content.decode()


def test_each_gets_it_or_is_refused_with_the_reason(client, case, person, manager, partner, page):
    lapsed = TeamFactory()
    give(person, manager, lapsed)
    agreement = Grant.objects.get(team=lapsed).agreement
    agreement.ended_at, agreement.ended_by = timezone.now(), manager
    agreement.why_ended, agreement._history_user = "Not renewed", manager
    agreement.save()

    check = client.post(page, typed(partner, lapsed)).content.decode()
    assert f"while {case.reference} is open" in check
    assert "No agreement is in force" in check
    assert not Grant.objects.of(case).exists()

    done = client.post(page, typed(partner, lapsed, confirmed="yes"), follow=True)
    text = done.content.decode()
    assert "Access given to 1 team." in text
    assert f"{lapsed.name} was refused: No agreement is in force" in text
    grant = Grant.objects.of(case).get()
    assert (grant.team, grant.level, grant.while_itself_open) == (partner, Level.CONTRIBUTE, True)


def test_only_teams_that_were_offered_can_be_ticked(client, case, page):
    other = TeamFactory()
    allow_sharing(case.owner_team, other)

    answer = client.post(page, typed(other, confirmed="yes"))

    assert "teams" in answer.context["form"].errors
    assert not Grant.objects.exists()


def test_who_may_not_share_the_case_is_refused(client, case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"])
    client.force_login(outsider)
    page = reverse("cases:share", args=[case.uuid])

    assert client.get(page).status_code == 403
    assert client.post(page, typed()).status_code == 403


def test_a_new_case_is_offered_to_them(client, person, partner, manager):
    client.force_login(manager)
    kind, role = factories.CaseKindFactory(), factories.ParticipantRoleFactory()
    new = reverse("cases:open")
    typed = {
        "title": "Noise, Elm Road",
        "kind": kind.pk,
        "team": manager.acting_team.pk,
        "opened_on": "5 January 2026",
        "role": role.pk,
    }

    answer = client.post(f"{new}?person={person.uuid}", typed)

    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("cases:share", args=[case.uuid])
