"""Access that is changed, ended, run out or excluded."""

import datetime

import pytest
from django.utils import timezone

from access.models import Grant
from access.tests.factories import give
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


def test_an_access_is_changed_and_ended(signed_in, person, manager, elsewhere, terms):
    grant = give(person, manager, elsewhere)
    change = {**terms, "sections": ["risk"], "level": "1"}
    response, _ = post(signed_in, url("grant-change", person, grant.uuid), **change)
    assert response.status_code == 302
    newer = Grant.objects.unended().get()
    assert newer.sections == ["risk"]

    response, page = post(signed_in, url("grant-end", person, newer.uuid), because="")
    assert "Enter why you are ending it" in page
    post(signed_in, url("grant-end", person, newer.uuid), because="He has returned")
    assert not Grant.objects.unended().exists()
    assert "He has returned" in signed_in.get(url("sharing", person)).content.decode()


def test_an_open_session_loses_a_record_the_moment_its_access_runs_out(
    signed_in, client, person, manager, elsewhere, outsider
):
    grant = give(person, manager, elsewhere, days=1)
    client.force_login(outsider)
    assert client.get(url("overview", person)).status_code == 200

    past = timezone.now() - datetime.timedelta(seconds=1)
    person.team_holds.filter(grant=grant).update(valid_until=past)

    assert client.get(url("overview", person)).status_code == 404
    assert "Pellworth" not in client.get("/profiles/").content.decode()


def test_an_excluded_person_finds_nothing(signed_in, client, person, manager, officer):
    response, page = post(signed_in, url("exclude", person), people="officer", reason="")
    assert "Enter why" in page
    post(signed_in, url("exclude", person), people="officer", reason="His brother")

    client.force_login(officer)
    assert client.get(url("overview", person)).status_code == 404
    assert "Pellworth" not in client.get("/profiles/").content.decode()
