"""Cases are opened, added to, closed and reopened; others are refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from audit.models import Event
from cases import services
from cases.models import Participant
from cases.tests import factories
from profiles.tests.factories import make_person


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


def test_open_case_gives_its_team_access_and_leaves_an_event(case, colleague, outsider):
    assert type(case).objects.visible_to(colleague).filter(pk=case.pk).exists()
    assert not type(case).objects.visible_to(outsider).filter(pk=case.pk).exists()
    assert case.reference.startswith("C-")
    assert Event.objects.filter(verb="case.opened", target_id=case.pk).exists()


def test_open_case_refused_for_another_team(outsider, police):
    with pytest.raises(Http404):
        factories.make_case(by=outsider, team=police)


def test_add_participant_refused_for_a_person_the_author_cannot_see(case, manager, outsider):
    hidden = make_person(by=outsider)
    role = factories.ParticipantRoleFactory()

    with pytest.raises(ValidationError, match="Choose a person"):
        services.add_participant(
            case=case, by=manager, participant=Participant(profile=hidden, role=role)
        )


def test_a_person_is_once_in_a_role(case, manager):
    person, role = make_person(by=manager), factories.ParticipantRoleFactory()
    factories.ParticipantFactory(case=case, profile=person, role=role)

    with pytest.raises(ValidationError, match="in this role already"):
        factories.ParticipantFactory(case=case, profile=person, role=role)

    other = factories.ParticipantRoleFactory(code="witness")
    assert factories.ParticipantFactory(case=case, profile=person, role=other).pk


def test_an_action_in_the_future_has_no_result(case):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(ValidationError, match="in the future cannot have a result"):
        factories.ActionFactory(case=case, happened_on=tomorrow)


def test_record_result_once(case, manager, colleague):
    action = factories.PlannedActionFactory(case=case)
    said = {"result": factories.ActionResultFactory(), "happened_on": timezone.localdate()}

    services.record_result(action=action, by=colleague, **said, result_words="Signed for")

    with pytest.raises(ValidationError, match=f"{colleague.name} has recorded the result"):
        services.record_result(action=action, by=manager, **said)
    action.refresh_from_db()
    assert action.result_words == "Signed for"


def test_actions_of_partners(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)

    action = factories.ActionFactory(case=case, by=outsider)
    other = factories.ActionFactory(
        case=case, by=outsider, done_by_name="Lorna Keats", done_by_agency="Southdown Homes"
    )

    assert action.done_by == outsider
    assert action.done_by_agency == outsider.acting_team.agency.name
    assert other.who == "Lorna Keats, Southdown Homes"


def test_a_name_beside_a_team_is_of_that_team(case, outsider):
    team = outsider.acting_team

    action = factories.ActionFactory(case=case, done_by_team=team, done_by_name="Lorna Keats")

    assert (action.done_by, action.done_by_team) == (None, team)
    assert action.done_by_team_name == team.name
    assert action.who == f"Lorna Keats, {team.agency}"


def test_an_agency_is_not_typed_beside_a_team(case, outsider):
    with pytest.raises(ValidationError) as refused:
        factories.ActionFactory(
            case=case, done_by_team=outsider.acting_team, done_by_agency="Southdown Homes"
        )

    assert list(refused.value.message_dict) == ["done_by_agency"]


def test_add_action_refused_to_a_reader(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.VIEW)

    with pytest.raises(PermissionDenied):
        factories.ActionFactory(case=case, by=outsider)


def test_add_person_refused_without_the_section(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)

    with pytest.raises(Http404):
        factories.ParticipantFactory(case=case, by=outsider)


def test_nobody_adds_to_a_closed_case(case, manager):
    outcome = factories.CaseOutcomeFactory()
    action = factories.ActionFactory(case=case)
    services.close_case(case=case, by=manager, outcome=outcome, words="Quiet since May.")
    case.refresh_from_db()

    for attempt in (
        lambda: factories.ActionFactory(case=case),
        lambda: factories.IncidentFactory(case=case),
        lambda: factories.ParticipantFactory(case=case),
        lambda: services.amend_action(action=action, by=manager, text="And"),
        lambda: services.edit_case(case=case, by=manager, title="Another"),
    ):
        with pytest.raises(PermissionDenied, match="closed"):
            attempt()


def test_close_case_once_and_reopen(case, manager, officer):
    outcome = factories.CaseOutcomeFactory()
    services.close_case(case=case, by=officer, outcome=outcome, words="Resolved.")

    with pytest.raises(ValidationError, match=f"{officer.name} closed this case"):
        services.close_case(case=case, by=manager, outcome=outcome, words="Resolved too.")

    services.reopen_case(case=case, by=manager, reason="It began again")
    case.refresh_from_db()
    assert case.is_open
    assert case.closing_words == ""
    assert case.history.filter(closing_words="Resolved.").exists()


def test_close_case_refused_to_partners(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)

    with pytest.raises(PermissionDenied):
        services.close_case(
            case=case, by=outsider, outcome=factories.CaseOutcomeFactory(), words="Enough."
        )


def test_assign_lead_refused_to_practitioners(case, officer, colleague):
    with pytest.raises(PermissionDenied):
        services.edit_case(case=case, by=officer, lead=colleague)


def test_link_cases_both_seen(case, manager, outsider):
    hidden = factories.make_case(by=outsider)
    other = factories.make_case(by=manager)

    with pytest.raises(Http404):
        services.link_cases(case=case, by=manager, other=hidden, why="The same street")
    services.link_cases(case=case, by=manager, other=other, why="The same street")
    with pytest.raises(ValidationError, match="linked already"):
        services.link_cases(case=other, by=manager, other=case, why="The same street")


def operation_of(verb):
    return Event.objects.filter(verb=verb).latest("pk").operation


def test_cases_that_are_linked_are_combined(case, manager):
    other = factories.make_case(by=manager)

    services.link_cases(case=case, by=manager, other=other, why="The same street")

    assert operation_of("case.linked") == Event.COMBINATION


def test_somebody_is_combined_with_a_case_by_their_record(case, manager):
    role, by_record = factories.ParticipantRoleFactory(), make_person(by=manager)
    for participant, operation in (
        (Participant(profile=by_record, role=role), Event.COMBINATION),
        (Participant(name="Ann Other", role=role), Event.COLLECTION),
    ):
        services.add_participant(case=case, by=manager, participant=participant)

        assert operation_of("participant.added") == operation
