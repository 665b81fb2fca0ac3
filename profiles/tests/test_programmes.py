"""Cohorts, one at a time, and programmes from identified to completed; read with the log."""

import datetime

from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import member
from profiles.models import CohortKind, ProgrammeKind, ProgrammeOutcome
from profiles.tests.factories import CohortFactory, ProgrammeFactory, make_person
from profiles.tests.walking import edit, post, url

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()


def cohort(code):
    return CohortKind.objects.get(code=code).pk


def test_a_person_is_in_one_cohort_at_a_time(signed_in, person):
    add = url("detail-add", person, "cohorts")
    chosen = {"starts_on": f"{TODAY - 9 * DAY}", "reason": "Six burglaries"}

    _, page = post(signed_in, add, kind=cohort("fixed"), starts_on="tomorrow", reason="Six")
    assert "There is a problem" in page
    _, page = post(signed_in, add, kind=cohort("fixed"), **chosen, why_ended="Moved away")
    assert "Enter the day they were de-selected" in page
    post(signed_in, add, kind=cohort("fixed"), **chosen)
    _, page = post(signed_in, add, kind=cohort("flex"), **chosen)
    assert "This person is in a cohort already" in page
    assert "Six burglaries" in page

    assert "Fixed cohort" in signed_in.get(url("overview", person)).content.decode()
    change = url("detail-edit", person, "cohorts", person.cohorts.get().uuid)
    _, page = edit(signed_in, change, kind=cohort("fixed"), **chosen, ends_on="today")
    assert "Enter why they were de-selected" in page
    edit(
        signed_in,
        change,
        kind=cohort("fixed"),
        **chosen,
        ends_on="today",
        why_ended="No offence for a year",
    )
    post(signed_in, add, kind=cohort("free"), starts_on="today", reason="To finish")

    assert "Free cohort" in signed_in.get(url("overview", person)).content.decode()
    details = signed_in.get(url("details", person)).content.decode()
    assert "De-selected: No offence for a year" in details


def test_the_list_is_narrowed_by_cohort(signed_in, person, manager):
    CohortFactory(profile=person)
    left = make_person(by=manager, surname="Leftwich")
    CohortFactory(profile=left, ends_on=TODAY, why_ended="Moved")

    page = signed_in.get("/profiles/", {"cohort": "fixed"}).content.decode()

    assert "Pellworth" in page
    assert "Leftwich" not in page
    assert "Pellworth" not in signed_in.get("/profiles/", {"cohort": "flex"}).content.decode()


def test_a_programme_goes_from_identified_to_completed(client, person, manager, prison):
    """The prison writes it; those outside read it."""
    give(person, manager, prison, level=Level.CONTRIBUTE, sections=["log"])
    client.force_login(member(prison))
    kind = ProgrammeKind.objects.get(code="thinking").pk
    done = ProgrammeOutcome.objects.get(code="completed").pk
    named = {"kind": kind, "name": "Thinking Skills", "identified_on": f"{TODAY - 60 * DAY}"}

    add = url("detail-add", person, "programmes")
    _, page = post(client, add, **named, starts_on=f"{TODAY - 61 * DAY}")
    assert "on or after the day it was identified" in page
    _, page = post(client, add, **named, starts_on=f"{TODAY - 50 * DAY}", outcome=done)
    assert "Enter the day it ended" in page
    _, page = post(client, add, **named, ends_on="today")
    assert "Enter the day it started" in page
    response, _ = post(client, add, **named)
    assert response.url == url("programmes", person)
    change = url("detail-edit", person, "programmes", person.programmes.get().uuid)
    edit(
        client,
        change,
        **named,
        starts_on=f"{TODAY - 50 * DAY}",
        ends_on="today",
        outcome=done,
    )

    client.force_login(manager)
    page = client.get(url("programmes", person)).content.decode()
    assert "Thinking Skills" in page
    assert "Completed" in page


def test_programmes_are_read_and_changed_with_the_log(client, person, manager, council, prison):
    programme = ProgrammeFactory(profile=person)
    pages = url("programmes", person), url("detail-edit", person, "programmes", programme.uuid)
    give(person, manager, council, level=Level.CONTRIBUTE, sections=["reports"])
    give(person, manager, prison, level=Level.VIEW, sections=["log"])

    def answers(reader):
        client.force_login(reader)
        return [client.get(page).status_code for page in pages]

    assert answers(member(council)) == [404, 404]
    assert answers(member(prison)) == [200, 403]
    assert answers(manager) == [200, 200]
