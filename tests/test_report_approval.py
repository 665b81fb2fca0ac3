"""Reports that a manager approves: by another person, once; read by nobody else before."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from access.levels import Level
from access.tests.factories import give, restrict
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from audit.models import Event
from core.querysets import unguarded
from profiles import services
from profiles.models import Report
from profiles.tests.factories import ReportFactory
from profiles.tests.walking import url
from records.models import FormKind

pytestmark = pytest.mark.slow


@pytest.fixture
def waiting(person, officer, manager):
    return ReportFactory(profile=person, by=officer, waiting=True)


@pytest.fixture
def reader(person, manager):
    reader = member(TeamFactory(), Membership.Role.MANAGER)
    give(person, manager, reader.acting_team, level=Level.CONTRIBUTE, sections=["reports"])
    return reader


def notices_of(user):
    drain_deliveries()
    return [notice.text for notice in Notice.objects.filter(recipient=user).order_by("pk")]


# ---- The story in pages -------------------------------------------------------------------------
def test_a_report_waits_is_returned_and_approved(client, officer, manager, reader, person):
    report = ReportFactory(profile=person, by=officer)
    report.kind.needs_approval = True
    report.kind.save()
    page = url("report", person, report.uuid)
    client.force_login(officer)
    answer = client.post(url("report-submit", person, report.uuid), follow=True)
    assert "A manager of your team is asked to approve it" in answer.content.decode()
    assert url("report-approve", person, report.uuid) not in answer.content.decode()
    assert report not in Report.objects.visible_to(reader)

    client.force_login(manager)
    assert "waits for your approval" in notices_of(manager)[0]
    home = client.get("/").content.decode()
    assert f"Approve {report.kind} about {person}" in home
    assert url("report-approve", person, report.uuid) in client.get(page).content.decode()
    because = {"because": "Say what protects him."}
    client.post(url("report-return", person, report.uuid), because)
    assert f"Approve {report.kind}" not in client.get("/").content.decode()

    client.force_login(officer)
    assert "was returned to you" in notices_of(officer)[0]
    found = client.get(page).content.decode()
    assert "Say what protects him." in found
    assert manager.name in found
    client.post(url("report-submit", person, report.uuid))

    client.force_login(manager)
    client.post(url("report-approve", person, report.uuid))
    report.refresh_from_db()
    assert (report.state, report.approved_by, report.returned_because) == (
        "submitted",
        manager,
        "",
    )
    assert "is approved" in notices_of(officer)[-1]
    assert report in Report.objects.visible_to(reader)
    client.force_login(reader)
    assert "Approved" in client.get(page).content.decode()
    verbs = Event.objects.filter(verb__startswith="report.").values_list("verb", flat=True)
    for verb in ("report.sent_for_approval", "report.returned", "report.approved"):
        assert verb in verbs
    assert "report.submitted" not in verbs


def test_a_shipped_kind_needs_approval(db):
    assert FormKind.objects.get(code="risk-assessment").needs_approval


# ---- Who may ------------------------------------------------------------------------------------
def test_the_author_approves_nothing_of_theirs(person, manager):
    member(manager.acting_team, Membership.Role.MANAGER)
    report = ReportFactory(profile=person, by=manager, waiting=True)

    with pytest.raises(PermissionDenied):
        services.approve_report(report=report, by=manager)
    with pytest.raises(PermissionDenied):
        services.return_report(report=report, by=manager, because="x")
    with transaction.atomic(), pytest.raises(IntegrityError), unguarded("past the services"):
        Report.objects.filter(pk=report.pk).update(
            state="submitted", approved_by=manager, approved_at=report.submitted_at
        )


def test_a_practitioner_of_the_team_approves_and_returns_nothing(officer, waiting):
    colleague = member(officer.acting_team)

    with pytest.raises(PermissionDenied):
        services.approve_report(report=waiting, by=colleague)
    with pytest.raises(PermissionDenied):
        services.return_report(report=waiting, by=colleague, because="x")


def test_to_a_manager_of_another_team_there_is_no_such_report(client, person, reader, waiting):
    client.force_login(reader)
    for page in ("report", "report-approve", "report-return", "report-withdraw"):
        assert client.get(url(page, person, waiting.uuid)).status_code == 404
    for act, said in (
        (services.approve_report, {}),
        (services.return_report, {"because": "x"}),
        (services.withdraw_report, {}),
    ):
        with pytest.raises(Http404):
            act(report=waiting, by=reader, **said)
    assert waiting not in Report.objects.waiting_for(reader)


def test_two_answers_give_one_outcome(manager, waiting):
    other = member(manager.acting_team, Membership.Role.MANAGER)
    services.return_report(report=waiting, by=manager, because="Say more.")

    with pytest.raises(PermissionDenied):
        services.approve_report(report=waiting, by=other)

    waiting.refresh_from_db()
    assert waiting.is_draft


def test_without_another_manager_nothing_is_submitted_for_approval(person, manager):
    report = ReportFactory(profile=person, by=manager)
    report.kind.needs_approval = True
    report.kind.save()

    with pytest.raises(ValidationError, match="other than you must approve"):
        services.submit_report(report=report, by=manager)


def test_a_manager_who_cannot_read_it_is_nobody_to_approve_it(person, manager):
    member(manager.acting_team, Membership.Role.MANAGER)
    restrict(person, manager)
    report = ReportFactory(profile=person, by=manager)
    report.kind.needs_approval = True
    report.kind.save()

    with pytest.raises(ValidationError, match="none who can read it"):
        services.submit_report(report=report, by=manager)


def test_nobody_approves_a_text_that_they_were_not_shown(
    client, person, officer, manager, waiting
):
    client.force_login(manager)
    page = url("report-approve", person, waiting.uuid)
    shown = client.get(page).context["form"]["shown"].value()
    services.withdraw_report(report=waiting, by=officer)
    part = waiting.parts.get()
    code = part.section.questions.get().code
    services.write_section(part=part, by=officer, **{code: "Worse again"})
    services.submit_report(report=waiting, by=officer)

    answer = client.post(page, {"shown": shown})

    assert "It was changed and submitted again" in answer.content.decode()
    assert "Worse again" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.is_waiting
    client.post(page, {"shown": answer.context["form"]["shown"].value()})
    waiting.refresh_from_db()
    assert waiting.approved_by == manager


# ---- While it waits -----------------------------------------------------------------------------
def test_what_waits_is_locked_until_it_is_taken_back(person, officer, waiting):
    reader = member(TeamFactory())
    with pytest.raises(PermissionDenied):
        services.write_section(part=waiting.parts.get(), by=officer)
    with pytest.raises(PermissionDenied):
        services.add_to_report(report=waiting, by=officer, text="x")
    with pytest.raises(PermissionDenied):
        services.disclose_report(report=waiting, by=officer, recipient="A", reason="x")
    assert services.start_report(profile=person, by=officer, kind=waiting.kind) == waiting
    with pytest.raises(Http404):
        services.withdraw_report(report=waiting, by=reader)

    services.withdraw_report(report=waiting, by=officer)

    waiting.refresh_from_db()
    assert (waiting.is_draft, waiting.content) == (True, [])


def test_report_withdraw_refused_to_those_who_only_read(person, manager, waiting):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["reports"])
    waiting.written_by_team = reader.acting_team
    waiting.save()

    with pytest.raises(PermissionDenied):
        services.withdraw_report(report=waiting, by=reader)


def test_a_submitted_report_is_not_taken_back(person, officer):
    report = ReportFactory(profile=person, by=officer, submitted=True)

    with pytest.raises(PermissionDenied):
        services.withdraw_report(report=report, by=officer)
