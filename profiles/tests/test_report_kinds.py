"""A kind of report that changes while a draft of it is open: nothing that was written is lost."""

import pytest
from django.core.exceptions import ValidationError

from agencies.models import Area
from audit.jobs import drain_deliveries
from profiles import services
from profiles.models import Report
from profiles.tests.walking import edit, url
from records import services as kinds
from records.models import FormKind

pytestmark = pytest.mark.slow


@pytest.fixture
def kind(administrator):
    area = Area.objects.administered_by(administrator).first()
    kind = kinds.add_form_kind(area=area, by=administrator, name="Housing report")
    section = kinds.add_form_section(kind=kind, by=administrator, title="The home")
    told = {"section": section, "by": administrator, "longest": 400}
    kinds.add_question(**told, label="Where?", answer="words")
    kinds.add_question(**told, label="Held", answer="choice", options="Owned\nRented")
    return kinds.edit_form_kind(kind=kind, by=administrator, name=kind.name, is_offered=True)


@pytest.fixture
def report(person, officer, kind):
    report = services.start_report(profile=person, by=officer, kind=kind)
    services.write_section(
        part=report.parts.get(), by=officer, q_where="A flat in Stafford", q_held="Rented"
    )
    return report


def question(kind, code):
    return kind.sections.get(title="The home").questions.get(code=code)


def test_a_question_asked_no_longer_keeps_its_answer(client, officer, administrator, report, kind):
    asked = question(kind, "q_where")
    kinds.edit_question(question=asked, by=administrator, is_asked=False)
    client.force_login(officer)
    page = url("report-section", report.profile, report.parts.get().uuid)

    assert 'name="q_where"' not in client.get(page).content.decode()
    edit(client, page, q_held="Owned")

    part = report.parts.get()
    assert part.answers == {"q_where": "A flat in Stafford", "q_held": "Owned"}
    services.submit_report(report=report, by=officer)
    told = client.get(url("report", report.profile, report.uuid)).content.decode()
    assert "A flat in Stafford" in told


def test_an_option_that_is_gone_stays_chosen(client, officer, administrator, report, kind):
    asked = question(kind, "q_held")
    kinds.edit_question(question=asked, by=administrator, options="Owned\nTied")
    client.force_login(officer)
    page = url("report-section", report.profile, report.parts.get().uuid)
    shown = client.get(page).content.decode()
    assert "Rented (no longer offered)" in shown

    edit(client, page, q_where="The same flat", q_held="Rented")

    assert report.parts.get().answers == {"q_where": "The same flat", "q_held": "Rented"}


def test_a_new_question_that_is_needed_is_missing(client, officer, administrator, report, kind):
    kinds.add_question(
        section=kind.sections.get(),
        by=administrator,
        label="Who pays?",
        answer="words",
        longest=400,
        is_required=True,
    )
    client.force_login(officer)

    assert "Who pays?" in client.get(url("report", report.profile, report.uuid)).content.decode()
    with pytest.raises(ValidationError, match="Who pays"):
        services.submit_report(report=report, by=officer)


def test_a_new_section_is_asked_in_open_drafts(officer, administrator, report, kind):
    section = kinds.add_form_section(kind=kind, by=administrator, title="Neighbours")
    kinds.add_question(
        section=section,
        by=administrator,
        label="Who are they?",
        answer="words",
        longest=400,
        is_required=True,
    )
    drain_deliveries()
    drain_deliveries()

    assert [str(part) for part in report.parts.all()] == ["The home", "Neighbours"]
    with pytest.raises(ValidationError, match="Who are they"):
        services.submit_report(report=report, by=officer)


def test_a_kind_that_is_offered_no_more_is_finished_and_not_begun(
    client, officer, administrator, person, report, kind
):
    kinds.edit_form_kind(kind=kind, by=administrator, name=kind.name, is_offered=False)
    services.submit_report(report=report, by=officer)

    with pytest.raises(ValidationError, match="your team is offered"):
        services.start_report(profile=person, by=officer, kind=kind)
    client.force_login(officer)
    assert "Housing report" not in client.get(url("report-start", person)).content.decode()


def test_a_kind_of_another_area_is_not_begun(person, officer, outsider):
    other = FormKind.objects.create(
        code="theirs", name="Theirs", area=outsider.acting_team.areas.first()
    )

    with pytest.raises(ValidationError, match="your team is offered"):
        services.start_report(profile=person, by=officer, kind=other)
    assert not Report.objects.exists()
