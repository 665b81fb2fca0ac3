"""Anxieties and needs of a person, by the API: read with the log."""

import pytest

from access.tests.factories import give
from agencies.models import Team
from agencies.tests.factories import member
from api.tests.calls import ABSENT
from api.tests.factories import program_of
from audit.models import Event
from core.metrics import counted_statements
from profiles.tests.factories import NeedFactory, NeedStepFactory


def of(person, path=""):
    return f"/api/v1/profiles/{person.uuid}/needs/{path}"


def test_needs_are_told_with_their_steps(program, person, manager, cast):
    need = NeedFactory(profile=person, by=manager, team=cast.police, is_picked_up=True)
    NeedStepFactory(need=need, by=manager, text="Rang the landlord.")
    done = NeedFactory(profile=person, by=manager, is_resolved=True)

    resolved, still = program.get(of(person)).json()["results"]

    assert (still["uuid"], resolved["uuid"]) == (str(need.uuid), str(done.uuid))
    assert (still["text"], still["is_open"]) == (need.text, True)
    assert still["pathway"] == {"code": "accommodation", "name": "Accommodation"}
    assert still["team"] == str(cast.police)
    assert still["picked_up_by"].startswith(manager.name)
    assert (still["resolved_at"], still["resolved_by"], still["resolution"]) == (None, None, "")
    assert [step["what"] for step in still["steps"]] == ["raised", "picked_up", "step"]
    assert still["steps"][-1]["text"] == "Rang the landlord."
    assert (resolved["is_open"], resolved["team"]) == (False, None)
    assert resolved["resolution"] == "He has a room."
    assert resolved["resolved_by"].startswith(manager.name)
    assert program.get(still["url"]).json() == still


def test_a_discreet_team_is_not_named(cast, person, manager):
    need = NeedFactory(profile=person, by=manager, team=cast.police, is_resolved=True)
    give(person, manager, cast.council, sections=["log"])
    Team.objects.filter(pk=cast.police.pk).update(is_discreet=True)
    partner = program_of(cast.council).program

    told = partner.get(of(person, f"{need.uuid}/"))

    assert told.status_code == 200
    assert manager.name not in told.content.decode()
    assert str(cast.police) not in told.content.decode()


def test_they_are_read_with_the_log(cast, person, manager):
    need = NeedFactory(profile=person, by=manager)
    holds = program_of(cast.council).program
    give(person, manager, cast.council, sections=["log"])
    other = cast.elsewhere
    give(person, manager, other, sections=["risk"])
    lacks = program_of(other).program

    for path in ("", f"{need.uuid}/"):
        assert holds.get(of(person, path)).status_code == 200
        event = Event.objects.latest("pk")
        assert (event.verb, event.section) == ("profile.view_needs:view", "log")
        assert lacks.get(of(person, path)).status_code == 404


def test_of_a_hidden_record_it_is_as_of_none(cast, person, manager):
    need = NeedFactory(profile=person, by=manager)
    stranger = program_of(cast.elsewhere).program

    for path in ("", f"{need.uuid}/"):
        hidden, none = stranger.get(of(person, path)), stranger.get(f"{ABSENT}needs/{path}")
        assert (hidden.status_code, hidden.content) == (404, none.content)


def test_they_need_the_scope_of_the_log(cast, person, manager):
    need = NeedFactory(profile=person, by=manager)
    narrow = program_of(cast.police, scopes=["people:read"]).program

    for path in ("", f"{need.uuid}/"):
        assert narrow.get(of(person, path)).status_code == 403


def test_nothing_is_written_here(program, person, manager):
    need = NeedFactory(profile=person, by=manager)

    for method in ("POST", "PATCH", "DELETE"):
        assert program.call(method, of(person), {}).status_code == 405
        assert program.call(method, of(person, f"{need.uuid}/"), {}).status_code == 405


@pytest.mark.parametrize("path", ["", "?limit=100"])
def test_many_cost_what_one_costs(program, person, manager, cast, path):
    def statements(number):
        for _ in range(number):
            NeedFactory(profile=person, by=manager, team=cast.police, is_picked_up=True)
        with counted_statements() as asked:
            answer = program.get(f"{of(person)}{path}")
        return len(asked), len(answer.json()["results"])

    NeedFactory(profile=person, by=member(cast.police))
    statements(0)  # the first call of a process fills its caches
    assert statements(1)[0] == statements(23)[0]
