"""A draft begins with what is known, marked with where it comes from, and never overwritten."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from profiles import services
from profiles.tests.factories import (
    CustodyStayFactory,
    NeedFactory,
    ProgrammeFactory,
    QuestionFactory,
    ReportFactory,
    write_contact,
)
from profiles.tests.walking import edit, url
from records.models import FormKind

pytestmark = pytest.mark.slow


def asks(source, **fields):
    """A kind of report with one question that begins with this source."""
    return QuestionFactory(code="asked", prefill=source, **fields).section.kind


def begun(person, by, kind):
    return services.start_report(profile=person, by=by, kind=kind).parts.get()


def test_what_is_proposed_is_marked_and_counts_once_it_is_saved(client, officer, person):
    kind = asks("last-answer", is_required=True)
    ReportFactory(profile=person, by=officer, kind=kind, submitted=True)
    part = begun(person, officer, kind)
    assert part.answers == {"asked": "Better than last month"}
    today = timezone.localdate()
    client.force_login(officer)
    page = url("report-section", person, part.uuid)
    shown = client.get(page).content.decode()
    assert f"From the report of {today.day} {today:%B %Y} by {officer.name}" in shown
    assert "Check it." in shown
    with pytest.raises(ValidationError, match="How is it going"):
        services.submit_report(report=part.report, by=officer)

    edit(client, page, asked="Better than last month")

    assert "Check it." not in client.get(page).content.decode()
    report = services.submit_report(report=part.report, by=officer)
    assert report.content[0]["questions"][0]["text"] == "Better than last month"


def test_what_nobody_has_checked_is_not_submitted(officer, person):
    kind = asks("last-answer")
    ReportFactory(profile=person, by=officer, kind=kind, submitted=True)

    report = services.submit_report(report=begun(person, officer, kind).report, by=officer)

    assert report.content[0]["questions"][0]["text"] == ""


def test_a_draft_that_goes_on_is_not_overwritten(officer, person):
    kind = asks("anxieties")
    part = begun(person, officer, kind)
    services.write_section(part=part, by=officer, asked="He says none.")
    write_contact(person, officer, anxieties="Where he will live")

    assert begun(person, officer, kind).answers == {"asked": "He says none."}


def test_anxieties_come_from_the_log_for_those_who_read_it(person, manager, officer, outsider):
    write_contact(person, officer, anxieties="Where he will live")
    give(person, manager, outsider.acting_team, level=Level.CONTRIBUTE, sections=["reports"])
    both = member(TeamFactory())
    give(person, manager, both.acting_team, level=Level.CONTRIBUTE, sections=["reports", "log"])
    NeedFactory(profile=person, text="Debts to pay")

    for source, words in (("anxieties", "Where he will live"), ("open-anxieties", "Debts to pay")):
        kind = asks(source)
        assert begun(person, outsider, kind).answers == {}
        assert words in begun(person, both, kind).answers["asked"]


def test_only_the_latest_anxieties_are_proposed(person, officer):
    kind = asks("anxieties")
    write_contact(person, officer, anxieties="Old worry")
    services.write_section(part=begun(person, officer, kind), by=officer, asked="x")
    services.submit_report(report=person.reports.get(), by=officer)
    write_contact(person, officer, anxieties="New worry")

    assert begun(person, officer, kind).answers["asked"].endswith("New worry")
    assert "Old worry" not in begun(person, officer, kind).answers["asked"]


def test_the_release_and_the_prison_are_known(person, officer):
    CustodyStayFactory(profile=person, release_expected_on=datetime.date(2027, 3, 1))

    part = begun(person, officer, asks("expected-release", answer="date"))
    place = begun(person, officer, asks("prison"))

    assert (part.answers, part.proposed) == (
        {"asked": "2027-03-01"},
        {"asked": "From the stay at HMP Stafford"},
    )
    assert place.answers == {"asked": "HMP Stafford"}


def test_the_last_report_must_be_one_that_is_read(person, manager, officer, outsider):
    """Another team's draft proposes nothing."""
    kind = asks("last-answer")
    ReportFactory(profile=person, by=officer, kind=kind)
    give(person, manager, outsider.acting_team, level=Level.CONTRIBUTE, sections=["reports"])

    assert begun(person, outsider, kind).answers == {}


def test_the_tables_of_the_last_report_are_proposed_row_by_row(person, officer):
    kind = asks("last-answer", answer="rows", options=["Date", "Charge"])
    part = begun(person, officer, kind)
    rows = {"asked-0-0": "3 June", "asked-0-1": "Fighting", "asked-1-0": "4 June"}
    services.write_section(part=part, by=officer, **rows)
    services.submit_report(report=part.report, by=officer)

    again = begun(person, officer, kind)

    assert again.answers == rows
    assert set(again.proposed) == set(rows)


def test_shipped_kinds_begin_with_what_is_known(db):
    release = FormKind.objects.get(code="pre-release").sections.first()
    assert release.questions.get(code="release-on").prefill == "expected-release"


def test_programmes_are_proposed_to_those_who_read_them(officer, person, manager):
    ProgrammeFactory(profile=person, provider="HMP Stafford")
    assert begun(person, officer, asks("programmes")).answers == {
        "asked": "Thinking Skills Programme (HMP Stafford): identified"
    }

    outside = TeamFactory()
    give(person, manager, outside, level=Level.CONTRIBUTE, sections=["reports"])
    assert begun(person, member(outside), asks("programmes")).answers == {}
