"""A PDF of a report: for whom and why is recorded before it is sent; accessible, and not kept."""

import hashlib
import re
import zlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from profiles import services
from profiles.report_pdf import document_of
from profiles.tests.factories import ReportAdditionFactory, ReportFactory
from profiles.tests.walking import url
from records.pdf import Document, Part, Section, documents, make_pdf

pytestmark = pytest.mark.slow

FOR = {"recipient": "Ann Rowley, Stafford Probation", "reason": "Recall hearing"}


@pytest.fixture
def submitted(person, officer):
    return ReportFactory(profile=person, by=officer, submitted=True)


def inside(body):
    """The PDF with its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    return body + b"".join(_unpacked(stream) for stream in streams)


def _unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def document(**fields):
    told = {"title": "Review", "author": "A", "marking": "M", "reference": "P-1", "foot": "For B"}
    return Document(**{**told, **fields})


# ---- From the page to the file ------------------------------------------------------------------
def test_disclose_report(client, officer, person, submitted):
    client.force_login(officer)
    address = url("report-disclose", person, submitted.uuid)
    assert address in client.get(url("report", person, submitted.uuid)).content.decode()
    once = client.get(address).context["form"].once

    response = client.post(address, {**FOR, "once": once})

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "no-store"
    event = Event.objects.get(verb="report.disclosed")
    assert (event.operation, event.actor_id) == (Event.DISCLOSURE, officer.pk)
    assert (event.recipient, event.reason) == (FOR["recipient"], FOR["reason"])
    assert event.detail["sha256"] == hashlib.sha256(response.content).hexdigest()
    assert event.detail["bytes"] == len(response.content)
    assert event.detail["pages"] == 1
    assert event.subjects == [person.pk]

    again = client.post(address, {**FOR, "once": once}, follow=True)
    assert "made already" in again.content.decode()
    assert Event.objects.filter(verb="report.disclosed").count() == 1


def test_for_whom_and_why_are_needed(client, officer, person, submitted):
    client.force_login(officer)

    page = client.post(url("report-disclose", person, submitted.uuid), {"recipient": " "})

    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert "Who is it for" in page.content.decode()
    assert not Event.objects.filter(verb="report.disclosed").exists()


# ---- Who may ------------------------------------------------------------------------------------
def test_report_disclose_refused_to_those_who_only_read(person, manager, submitted):
    reader, adder = member(TeamFactory()), member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["reports"])
    give(person, manager, adder.acting_team, level=Level.CONTRIBUTE, sections=["reports"])

    with pytest.raises(PermissionDenied):
        services.disclose_report(report=submitted, by=reader, **FOR)
    assert services.disclose_report(report=submitted, by=adder, **FOR).pages == 1


def test_report_disclose_is_nothing_to_those_without_the_section(
    client, person, manager, outsider, submitted
):
    give(person, manager, outsider.acting_team, level=Level.CONTRIBUTE, sections=["log"])
    client.force_login(outsider)

    assert client.get(url("report-disclose", person, submitted.uuid)).status_code == 404
    with pytest.raises(Http404):
        services.disclose_report(report=submitted, by=outsider, **FOR)


def test_a_draft_is_not_disclosed(person, officer):
    draft = ReportFactory(profile=person, by=officer)

    with pytest.raises(PermissionDenied):
        services.disclose_report(report=draft, by=officer, **FOR)


def test_a_pdf_names_no_discreet_team(person, manager, submitted):
    refuge = TeamFactory(name="Refuge", is_discreet=True)
    worker = member(refuge)
    give(person, manager, refuge, level=Level.CONTRIBUTE, sections=["reports"])
    ReportAdditionFactory(report=submitted, by=worker, text="Safe now.")

    told = str(document_of(submitted, submitted.additions.all(), by=manager, **_names()))

    assert "Safe now." in told
    assert "Refuge" not in told
    assert worker.name not in told
    assert "another team" in told


def test_a_pdf_names_not_even_the_discreet_team_of_its_maker(person, manager):
    refuge = TeamFactory(name="Rose Refuge", is_discreet=True)
    worker = member(refuge)
    give(person, manager, refuge, level=Level.CONTRIBUTE, sections=["reports"])
    report = ReportFactory(profile=person, by=worker, submitted=True)
    ReportAdditionFactory(report=report, by=worker, text="Safe now.")

    made = document_of(report, report.additions.all(), by=worker, **_names())

    assert "Rose Refuge" not in str(made)
    assert f"Made by {worker.name}, {refuge.agency}, on" in made.foot


def _names():
    return {"recipient": "Ann Rowley", "number": "a1b2c3d4"}


# ---- The file -----------------------------------------------------------------------------------
def test_the_file_is_tagged_and_says_what_it_is(person, officer, submitted):
    pdf = make_pdf(document_of(submitted, [], by=officer, **_names()))

    found = inside(pdf.body)
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Lang(en-GB)", b"pdfuaid:part>1<"):
        assert mark in found, mark
    for tag in (b"/S/H1", b"/S/P"):
        assert tag in found, tag
    assert b"DisplayDocTitle true" in found


def test_a_table_has_header_cells_and_a_long_report_its_pages():
    rows = [["3 June 2026", "Fighting", "Proved"]] * 200
    table = Part("Adjudications", [], ["Date", "Charge", "Outcome"], rows)

    pdf = make_pdf(document(sections=[Section("Behaviour", [table])]))

    assert b"/S/TH" in inside(pdf.body)
    assert pdf.pages > 3


@pytest.mark.parametrize(
    "text",
    [
        '#eval(read("/etc/passwd")) *b* $x$ @ref <a> `raw` \\',
        "محمد الحسن",
        "Владимир Żółć Ő",
        "王小明 and 🎉 and \u202eright",
        "w" * 4000,
        "\n\n \n",
    ],
    ids=["markup", "Arabic", "Cyrillic", "no-font", "long-word", "blank"],
)
def test_no_text_breaks_a_pdf(text):
    short = text[:200]  # as long as names and recipients may be
    part = Part(short, [text], [short, "B"], [[text[:300], short]])

    pdf = make_pdf(
        document(
            title=short, foot=short, facts=[(short, short)], sections=[Section(short, [part])]
        )
    )

    assert pdf.pages >= 1


def test_what_takes_too_long_or_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "SECONDS", 0.01)
    with pytest.raises(ValidationError, match="could not be made"):
        make_pdf(document())
    with pytest.raises(ValidationError, match="too long"):
        make_pdf(document(note="x" * 4_000_001))
