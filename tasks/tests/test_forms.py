"""Submitted forms that go with tasks: reports, found by those who read them on the record."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.tests.factories import allow_sharing, give
from agencies.tests.factories import member
from cases.tests.factories import make_case
from profiles.tests.factories import ReportFactory, make_person
from tasks.attached_forms import forms_of
from tasks.models import Task, TaskKind, TaskPriority
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def report(person, officer):
    return ReportFactory(profile=person, by=officer, submitted=True)


def new(client, about):
    return client.get(f"/tasks/new/?about={about.reference}").context["form"]


def send(client, about, *forms):
    wanted = {
        "kind": TaskKind.objects.get(code="visit").pk,
        "teams": "Stafford Housing",
        "detail": "Please read the report before you see him.",
        "due_on": "tomorrow",
        "priority": TaskPriority.usual().pk,
        "filled_forms": [form.uuid for form in forms],
    }
    return client.post(f"/tasks/new/?about={about.reference}", wanted)


def page(client, user, task):
    client.force_login(user)
    return client.get(task.get_absolute_url()).content.decode()


def test_a_report_is_sent_with_a_task_and_opened_from_it(
    client, person, manager, officer, council, worker, report
):
    give(person, manager, council, sections=["reports"])
    allow_sharing(officer.acting_team, council)
    client.force_login(officer)
    send(client, person, report)
    task = Task.objects.get()

    shown = page(client, worker, task)

    assert report.get_absolute_url() in shown
    assert client.get(report.get_absolute_url()).status_code == 200


def test_who_may_not_read_reports_finds_none(
    client, person, manager, officer, council, worker, report
):
    give(person, manager, council, sections=["log"])
    task = TaskFactory(by=officer, to=council, about=person, filled_forms=[report])

    shown = page(client, worker, task)

    assert task.detail in shown
    assert "Reports and forms" not in shown
    assert str(report.uuid) not in shown


def test_who_does_not_read_the_task_finds_none(client, person, officer, council, worker, report):
    task = TaskFactory(by=officer, to=council, about=person, filled_forms=[report])

    shown = page(client, worker, task)

    assert task.detail not in shown
    assert str(report.uuid) not in shown


def test_what_is_not_submitted_or_not_about_the_person_is_not_offered(client, person, officer):
    draft = ReportFactory(profile=person, by=officer)
    another = ReportFactory(profile=make_person(by=officer), by=officer, submitted=True)
    client.force_login(officer)
    assert "filled_forms" not in new(client, person).fields
    own = ReportFactory(profile=person, by=officer, submitted=True)

    offered = [name for name, _ in new(client, person).fields["filled_forms"].choices]

    assert offered == [str(own.uuid)]
    for wrong in (draft, another):
        answer = send(client, person, wrong)
        assert "have been submitted" in str(answer.context["form"].errors["filled_forms"])
    assert not Task.objects.exists()


@pytest.mark.parametrize("about", ["nothing", "a case", "another person"])
def test_the_service_takes_only_forms_of_the_record(about, officer, council, report):
    records = {
        "nothing": lambda: None,
        "a case": lambda: make_case(by=officer),
        "another person": lambda: make_person(by=officer),
    }

    with pytest.raises(ValidationError) as refused:
        TaskFactory(by=officer, to=council, about=records[about](), filled_forms=[report])

    assert "filled_forms" in refused.value.message_dict


def test_forms_of_a_page_are_the_newest_first(client, person, officer, council, report):
    later = ReportFactory(profile=person, by=officer, submitted=True)
    later.submitted_at = timezone.now()
    later.save()
    task = TaskFactory(by=officer, to=council, about=person, filled_forms=[report, later])

    shown = page(client, officer, task)

    assert shown.index(str(later.uuid)) < shown.index(str(report.uuid))


def test_who_reads_the_report_and_not_the_task_finds_none_by_it(
    person, manager, officer, council, prison, report
):
    """A third team, that holds the reports of the person."""
    give(person, manager, prison, sections=["reports"])
    task = TaskFactory(by=officer, to=council, about=person, filled_forms=[report])

    assert forms_of(task, member(prison)) == []
    assert forms_of(task, officer) == [report]
