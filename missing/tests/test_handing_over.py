"""Handovers of missing people’s cases: the area’s minutes, the episode, the board, figures."""

import datetime

import pytest
from django.utils import timezone

from cases.tests.factories import CaseFactory
from core.panels import gather
from missing.models import Arrangement, Outcome
from missing.services import locate_person
from missing.tests.factories import EpisodeFactory, arranged
from tasks import services
from tasks.models import Handover
from tasks.tests.factories import HandoverFactory

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def case(police, officer, colleague, manager):
    """Of the unit, in an area where handovers are acknowledged within 20 minutes."""
    arranged(police)
    arrangement = Arrangement.objects.get()
    arrangement.acknowledge_minutes = 20
    arrangement.save()
    return EpisodeFactory(by=officer).case


def moved_back(handover, minutes):
    handover.given_at -= minutes * MINUTE
    handover.due_at -= minutes * MINUTE
    handover.save()


def figures(user):
    now = timezone.now()
    [table] = gather("missing.figures", user, now - datetime.timedelta(days=1), now)
    return table["rows"]


def test_the_area_says_how_long_it_may_wait(case, officer, settings):
    settings.HANDOVER_MINUTES = 45

    missing = HandoverFactory(by=officer, of=case)
    other = HandoverFactory(by=officer, of=CaseFactory(by=officer))

    assert missing.due_at - missing.given_at == 20 * MINUTE
    assert other.due_at - other.given_at == 45 * MINUTE


def test_everyone_in_the_unit_hands_over_what_nobody_leads(case, colleague, officer):
    handover = HandoverFactory(by=colleague, of=case)

    services.acknowledge_handover(handover=handover, by=officer)

    case.refresh_from_db()
    assert case.lead == officer


def test_the_episode_shows_it_to_the_unit_alone(case, officer, rf, outsider):
    request = rf.get("/")
    request.user = officer
    [before] = gather("missing.episode", request, case.episode, {"actions"})
    handover = HandoverFactory(by=officer, of=case)
    [after] = gather("missing.episode", request, case.episode, {"actions"})
    request.user = outsider

    assert before["may_hand_over"]
    assert (before["handover"], after["handover"]) == (None, handover)
    assert gather("missing.episode", request, case.episode, {"actions"}) == []


def test_who_came_back_is_not_handed_over_any_more(case, officer, rf):
    request = rf.get("/")
    request.user = officer
    episode = case.episode

    back = Outcome.objects.get(code="returned")
    locate_person(episode=episode, by=officer, located_at=timezone.now(), outcome=back)

    episode.refresh_from_db()
    assert gather("missing.episode", request, episode, {"actions"}) == []


def test_the_board_says_which_wait_and_which_are_late(case, officer, colleague, outsider):
    handover = HandoverFactory(by=officer, of=case, to_person=colleague)
    [waiting] = gather("missing.board.card", colleague, [case])

    moved_back(handover, 30)
    [late] = gather("missing.board.card", colleague, [case])

    assert waiting == {
        case.pk: {"text": "Handed over to Owen Marchbank, Staffordshire IOM Team", "late": False}
    }
    assert late[case.pk]["late"]
    assert late[case.pk]["text"].startswith("Handover not acknowledged since")
    assert gather("missing.board.card", outsider, [case]) == [{}]


def test_figures_count_those_in_time(case, officer, colleague, manager, outsider):
    in_time = HandoverFactory(by=officer, of=case)
    services.acknowledge_handover(handover=in_time, by=colleague)
    moved_back(Handover.objects.get(), 100)
    done = Handover.objects.get()
    done.acknowledged_at = done.given_at + MINUTE
    done.save()
    moved_back(HandoverFactory(by=colleague, of=case), 60)

    assert figures(manager) == [(2, 1, "50%")]
    assert figures(outsider) == [(0, 0, "–")]


def test_one_withdrawn_in_time_does_not_count(case, officer):
    handover = HandoverFactory(by=officer, of=case)
    services.withdraw_handover(handover=handover, by=officer)

    assert figures(officer) == [(0, 0, "–")]
