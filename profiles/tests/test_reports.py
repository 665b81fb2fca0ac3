"""Reports: written by a team, submitted and locked, added to; read by those who hold reports."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.levels import Level
from access.services import end_access
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core import policy
from core.querysets import unguarded
from core.stale import Opened
from profiles import services
from profiles.jobs import remove_discarded_reports
from profiles.models import Report
from profiles.prefill import last_answer
from profiles.tests.factories import CustodyStayFactory
from profiles.tests.walking import edit, url
from records.models import FormKind

pytestmark = pytest.mark.slow

BEHAVIOUR = {"behaviour": "Settled since October", "adjudications-0-0": "3 June 2026"}


@pytest.fixture
def kind(db):
    return FormKind.objects.get(code="prison-history")


@pytest.fixture
def report(person, officer, kind):
    return services.start_report(profile=person, by=officer, kind=kind)


def answer(report, by):
    """Every needed answer."""
    said = {
        "Rehabilitation": {"attitude": "Mixed"},
        "Behaviour": BEHAVIOUR,
        "Anxieties": {"anxieties": "Where he will live"},
    }
    for part in report.parts.all():
        services.write_section(part=part, by=by, **said[part.section.title])


@pytest.fixture
def submitted(report, officer):
    answer(report, officer)
    return services.submit_report(report=report, by=officer)


def part_of(report, title):
    return report.parts.get(section__title=title)


# ---- The story in pages -------------------------------------------------------------------------
def test_a_report_is_started_written_submitted_and_added_to(client, officer, person, kind):
    client.force_login(officer)
    started = client.post(url("report-start", person), {"kind": kind.code})
    report = Report.objects.get()
    assert started.url == url("report", person, report.uuid)

    page = client.get(started.url).content.decode()
    assert "Attitude to rehabilitation" in page
    refused = client.post(url("report-submit", person, report.uuid)).content.decode()
    assert "Answer “Anxieties” in Anxieties" in refused
    assert "Answer “Behaviour on the wing and at work” in Behaviour" in refused

    parts = [url("report-section", person, part.uuid) for part in report.parts.all()]
    response, _ = edit(client, parts[0], attitude="Mixed")
    assert response.url == parts[1]
    edit(client, parts[1], **BEHAVIOUR)
    response, _ = edit(client, parts[2], anxieties="Where he will live")
    assert response.url == started.url

    client.post(url("report-submit", person, report.uuid))
    page = client.get(started.url).content.decode()
    for words in ("Submitted", "Mixed", "3 June 2026", "Settled since October"):
        assert words in page
    client.post(url("report-add-to", person, report.uuid), {"text": "He has a room now."})
    assert "He has a room now." in client.get(started.url).content.decode()
    assert "Prison History" in client.get(url("reports", person)).content.decode()
    verbs = set(Event.objects.filter(verb__startswith="report.").values_list("verb", flat=True))
    assert {"report.started", "report.written", "report.submitted", "report.added_to"} <= verbs


# ---- Who reads it -------------------------------------------------------------------------------
def test_a_draft_is_its_team_s_alone_until_it_is_submitted(person, manager, officer, report):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team, level=Level.CONTRIBUTE, sections=["reports"])

    assert report in Report.objects.visible_to(member(officer.acting_team))
    assert report not in Report.objects.visible_to(reader)
    with pytest.raises(Http404):
        services.submit_report(report=report, by=reader)

    answer(report, officer)
    services.submit_report(report=report, by=officer)
    assert report in Report.objects.visible_to(reader)


def test_without_the_section_no_report_is_found(client, person, manager, outsider, submitted):
    give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    assert Report.objects.visible_to(outsider).count() == 0
    assert client.get(url("reports", person)).status_code == 404
    assert client.get(url("report", person, submitted.uuid)).status_code == 404


def test_to_those_without_the_section_no_report_is_there(
    person, manager, officer, outsider, report, kind
):
    """They add to the log, and know the addresses."""
    give(person, manager, outsider.acting_team, level=Level.CONTRIBUTE, sections=["log"])
    does = [
        lambda: services.start_report(profile=person, by=outsider, kind=kind),
        lambda: services.write_section(part=part_of(report, "Anxieties"), by=outsider),
        lambda: services.submit_report(report=report, by=outsider),
        lambda: services.discard_report(report=report, by=outsider),
    ]
    for act in does:
        with pytest.raises(Http404):
            act()
    answer(report, officer)
    services.submit_report(report=report, by=officer)
    with pytest.raises(Http404):
        services.add_to_report(report=report, by=outsider, text="x")


@pytest.mark.parametrize("page", ["report", "report-print"])
def test_a_draft_is_no_page_to_another_team(client, person, manager, report, page):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["reports"])
    client.force_login(reader)

    assert client.get(url(page, person, report.uuid)).status_code == 404


@pytest.mark.parametrize("act", ["start", "write", "submit", "discard", "add_to"])
def test_a_reader_of_reports_writes_none(person, manager, report, officer, kind, act):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["reports"])
    if act == "start":
        with pytest.raises(PermissionDenied):
            services.start_report(profile=person, by=reader, kind=kind)
        return
    # Their own team's draft, begun while they could add.
    report.written_by_team = reader.acting_team
    report.save()
    does = {
        "write": lambda: services.write_section(
            part=part_of(report, "Anxieties"), by=reader, anxieties="None"
        ),
        "submit": lambda: services.submit_report(report=report, by=reader),
        "discard": lambda: services.discard_report(report=report, by=reader),
    }
    if act == "add_to":
        report.written_by_team = officer.acting_team
        report.save()
        answer(report, officer)
        services.submit_report(report=report, by=officer)
        does["add_to"] = lambda: services.add_to_report(report=report, by=reader, text="x")
    with pytest.raises(PermissionDenied):
        does[act]()


# ---- Locked, and nothing lost -------------------------------------------------------------------
def test_a_submitted_report_is_neither_changed_nor_discarded(officer, submitted):
    with pytest.raises(PermissionDenied):
        services.write_section(part=submitted.parts.first(), by=officer, attitude="Negative")
    with pytest.raises(PermissionDenied):
        services.discard_report(report=submitted, by=officer)
    with pytest.raises(PermissionDenied):
        services.submit_report(report=submitted, by=officer)


def test_a_draft_is_not_added_to(officer, report):
    with pytest.raises(PermissionDenied):
        services.add_to_report(report=report, by=officer, text="x")


def test_two_who_write_different_answers_lose_neither(officer, report):
    colleague, part = member(officer.acting_team), part_of(report, "Behaviour")
    empty = {"behaviour": "", "adjudications-0-0": ""}
    services.write_section(
        part=part,
        by=officer,
        opened=Opened.of(empty),
        behaviour="Settled",
        **{"adjudications-0-0": ""},
    )
    services.write_section(
        part=part,
        by=colleague,
        opened=Opened.of(empty),
        behaviour="",
        **{"adjudications-0-0": "June"},
    )
    part.refresh_from_db()
    assert part.answers == {"behaviour": "Settled", "adjudications-0-0": "June"}


def test_two_who_write_the_same_answer_are_asked(client, officer, person, report):
    part, colleague = part_of(report, "Behaviour"), member(officer.acting_team)
    client.force_login(officer)
    address = url("report-section", person, part.uuid)
    opened = client.get(address).context["form"]["opened"].value()
    services.write_section(part=part, by=colleague, behaviour="Theirs")

    page = client.post(address, {"opened": opened, "behaviour": "Mine"})

    assert page.status_code == 409
    assert "Theirs" in page.content.decode()
    assert "Mine" in page.content.decode()


def test_a_row_whose_number_is_none_is_left_out(client, officer, person, report):
    part = part_of(report, "Behaviour")
    client.force_login(officer)
    sent = {**BEHAVIOUR, "adjudications-²-0": "June"}

    response, _ = edit(client, url("report-section", person, part.uuid), **sent)

    assert response.status_code == 302
    part.refresh_from_db()
    assert part.answers == BEHAVIOUR


def test_what_nobody_confirmed_is_proposed_to_no_later_report(person, officer, kind, submitted):
    part = part_of(submitted, "Behaviour")
    part.answers = {**part.answers, "behaviour": "Nobody said so"}
    part.proposed = {"behaviour": "From the report of 1 May"}
    part.save()
    question = part.section.questions.get(code="behaviour")
    begun = services.start_report(profile=person, by=officer, kind=kind)

    assert not last_answer(begun, question, officer).answers


def test_starting_again_goes_on_with_the_team_s_draft(officer, person, kind, report):
    again = services.start_report(profile=person, by=member(officer.acting_team), kind=kind)
    assert again == report


def test_a_discarded_draft_can_be_brought_back_by_its_team(client, officer, person, report):
    part = part_of(report, "Anxieties")
    services.write_section(part=part, by=officer, anxieties="Where he will live")
    client.force_login(officer)
    client.post(url("report-discard", person, report.uuid))
    assert client.get(url("report", person, report.uuid)).status_code == 404
    assert client.get(url("report-section", person, part.uuid)).status_code == 404
    colleague = member(officer.acting_team)
    client.force_login(colleague)
    restore = url("report-restore", person, report.uuid)
    assert restore in client.get(url("reports", person)).content.decode()

    client.post(restore)

    assert report in Report.objects.visible_to(officer)
    assert part_of(report, "Anxieties").answers == {"anxieties": "Where he will live"}
    verbs = Event.objects.values_list("verb", flat=True)
    assert {"report.discarded", "report.restored"} <= set(verbs)


def test_a_draft_that_was_begun_again_is_not_brought_back(officer, person, kind, report):
    services.discard_report(report=report, by=officer)
    again = services.start_report(profile=person, by=officer, kind=kind)
    assert again != report

    with pytest.raises(ValidationError, match="already started another draft"):
        services.restore_report(report=report, by=officer)


def test_report_restore_refused_to_others(person, manager, officer, report):
    services.discard_report(report=report, by=officer)
    other, reader = member(TeamFactory()), member(TeamFactory())
    give(person, manager, other.acting_team, level=Level.CONTRIBUTE, sections=["reports"])
    with pytest.raises(Http404):
        services.restore_report(report=report, by=other)

    give(person, manager, reader.acting_team, sections=["reports"])
    report.refresh_from_db()
    report.written_by_team = reader.acting_team
    report.save()
    with pytest.raises(PermissionDenied):
        services.restore_report(report=report, by=reader)
    assert not policy.can(reader, "report.restore", report)


def test_discarded_drafts_are_deleted_after_a_week(officer, report):
    services.discard_report(report=report, by=officer)
    assert remove_discarded_reports() == 0
    report.refresh_from_db()
    report.discarded_at -= datetime.timedelta(days=8)
    report.save()

    assert not Report.objects.restorable_by(officer).exists()
    with pytest.raises(Http404):
        services.restore_report(report=report, by=officer)
    assert remove_discarded_reports() == 1
    assert not Report.objects.exists()
    assert Event.objects.filter(verb="report.removed").exists()


# ---- Due ----------------------------------------------------------------------------------------
@pytest.fixture
def release_planned(person):
    today = timezone.localdate()
    return CustodyStayFactory(
        profile=person,
        starts_on=today - datetime.timedelta(days=60),
        release_expected_on=today + datetime.timedelta(days=40),
    )


def test_a_report_for_the_release_is_due_until_it_is_submitted(
    client, officer, person, release_planned
):
    client.force_login(officer)
    overview = url("overview", person)
    page = client.get(overview).content.decode()
    assert "Pre-release report due" in page
    start = url("report-start", person) + "?kind=pre-release"
    assert start in page
    choices = client.get(start).content.decode()
    assert re.search(r'value="pre-release"[^>]* checked', choices)
    assert "For those who meet the person at the gate." in choices

    kind = FormKind.objects.get(code="pre-release")
    for part in kind.sections.all():
        part.questions.update(is_required=False)
    report = services.start_report(profile=person, by=officer, kind=kind)
    assert "Pre-release report due" in client.get(overview).content.decode()
    services.submit_report(report=report, by=officer)
    assert "Pre-release report due" not in client.get(overview).content.decode()


def test_it_is_due_again_in_another_stay(client, officer, person, release_planned):
    client.force_login(officer)
    kind = FormKind.objects.get(code="pre-release")
    for part in kind.sections.all():
        part.questions.update(is_required=False)
    report = services.start_report(profile=person, by=officer, kind=kind)
    services.submit_report(report=report, by=officer)
    with unguarded("an earlier stay"):
        Report.objects.filter(pk=report.pk).update(
            submitted_at=timezone.now() - datetime.timedelta(days=90)
        )
    services.refresh_due_reports(people=[person.pk])

    assert "Pre-release report due" in client.get(url("overview", person)).content.decode()


def test_what_is_due_is_told_to_those_who_hold_reports(
    client, person, manager, outsider, release_planned
):
    grant = give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)
    assert "Pre-release report due" not in client.get(url("overview", person)).content.decode()

    end_access(obj=person, grant=grant, by=manager, because="x")
    give(person, manager, outsider.acting_team, sections=["reports"])
    page = client.get(url("overview", person)).content.decode()
    assert "Pre-release report due" in page
    assert "?kind=pre-release" not in page


# ---- The kind is data ---------------------------------------------------------------------------
def test_a_kind_that_changes_leaves_a_submitted_report_as_it_was(submitted, kind):
    question = kind.sections.get(title="Anxieties").questions.get()
    question.label = "Worries"
    question.save()
    submitted.refresh_from_db()
    assert submitted.content[2]["questions"][0]["label"] == "Anxieties"


def test_an_answer_to_what_is_asked_no_longer_stays(officer, report, kind):
    part = part_of(report, "Anxieties")
    services.write_section(part=part, by=officer, anxieties="Where he will live")
    question = part.section.questions.get()
    question.is_asked = False
    question.save()

    services.write_section(part=part_of(report, "Anxieties"), by=officer)
    part.refresh_from_db()
    assert part.answers == {"anxieties": "Where he will live"}
