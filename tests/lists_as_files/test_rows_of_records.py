"""Lists of one record, galleries and alerts as files: what their pages show this reader."""

import pytest
from django.core.exceptions import ValidationError

from access.levels import Level
from access.services import end_access, exclude_person
from access.tests.factories import give, restrict
from agencies.tests.factories import TeamFactory, member
from alerts.tests.telling import tell
from audit.models import Event
from cases.participants import MASKED
from cases.tests.factories import CaseDocumentFactory, ParticipantFactory, make_case
from documents.services import withdraw_document
from exports import kinds
from galleries.models import Gallery
from galleries.tests.factories import EntryFactory, GalleryFactory, leave
from missing.tests.casts import a_cast, let_in, see
from profiles.tests.factories import (
    ProfileDocumentFactory,
    ReportFactory,
    RiskAssessmentFactory,
    make_person,
)
from tests.lists_as_files.acts import is_given

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def column(rows, heading):
    return [row[heading] for row in rows]


def made_event():
    return Event.objects.filter(verb="export.made").latest("pk")


# ---- Of a person --------------------------------------------------------------------------------
def test_reports_are_those_that_were_submitted(exported, officer, person):
    report = ReportFactory(profile=person, by=officer, submitted=True)
    ReportFactory(profile=person, by=officer)

    (row,) = exported(officer, "reports", of=person)

    assert row["Report"] == str(report.kind)
    assert row["Written by"] == "Priya Nandra, Staffordshire IOM Team"
    assert (made_event().section, made_event().subjects) == ("reports", [person.pk])


def test_risk_has_its_reasons_and_the_review_of_the_latest(exported, officer, person):
    for day, review in (("2026-01-01", "2026-02-01"), ("2026-03-01", "2026-04-01")):
        RiskAssessmentFactory(
            profile=person, written_by=officer, assessed_on=day, review_on=review
        )

    rows = exported(officer, "risk", of=person)

    assert column(rows, "Assessed on") == ["2026-03-01", "2026-01-01"]
    assert column(rows, "Review by") == ["2026-04-01", ""]
    assert set(column(rows, "Why")) == {"Two assaults."}


def test_documents_by_their_names_without_those_withdrawn(exported, officer, person):
    ProfileDocumentFactory(profile=person, by=officer, description="From court")
    gone = ProfileDocumentFactory(profile=person, by=officer)
    withdraw_document(document=gone, by=officer, because="Wrong person")

    (row,) = exported(officer, "documents", of=person)

    assert (row["Document"], row["Description"]) == ("Letter of 3 May.pdf", "From court")
    assert row["Marking"] == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("kind", ["reports", "risk", "documents"])
def test_each_needs_its_section(exported, person, manager, council, kind):
    give(person, manager, council, sections=["log"])

    with pytest.raises(ValidationError):
        exported(member(council), kind, of=person)


@pytest.mark.parametrize("kind", ["reports", "risk", "documents"])
def test_nobody_of_a_discreet_team_is_named(exported, person, manager, council, kind):
    refuge = TeamFactory(name="Willow House", is_discreet=True)
    worker = member(refuge, name="Hidden Helperr")
    give(person, manager, refuge, sections=[kind], level=Level.CONTRIBUTE)
    give(person, manager, council, sections=[kind])
    if kind == "reports":
        ReportFactory(profile=person, by=worker, submitted=True)
    elif kind == "documents":
        ProfileDocumentFactory(profile=person, by=worker)
    else:
        RiskAssessmentFactory(profile=person, written_by=worker, written_by_team=refuge)

    (row,) = exported(member(council), kind, of=person)

    assert "Hidden Helperr" not in str(row)
    assert "Willow House" not in str(row)


# ---- Of a case ----------------------------------------------------------------------------------
@pytest.fixture
def case(officer, person):
    case = make_case(by=officer)
    ParticipantFactory(case=case, profile=person, name=person.name, note="Lives there", by=officer)
    return case


@pytest.fixture
def partner(case, manager, council):
    give(case, manager, council, sections=["people"])
    return member(council)


def test_people_of_a_case_each_as_the_reader_may_know_them(exported, case, officer, partner):
    ParticipantFactory(case=case, name="Maureen Oakhurst", by=officer)

    own = {row["Name"]: row for row in exported(officer, "case-people", of=case)}
    assert made_event().subjects == [case.participants.get(note="Lives there").profile_id]
    others = exported(partner, "case-people", of=case)

    assert own["Maureen Oakhurst"]["Record"] == "No record on E-CINS"
    assert "Staffordshire IOM Team manages the record" in column(others, "Record")
    assert made_event().subjects == []


def test_a_person_of_a_case_who_is_masked_has_a_role_alone(
    exported, case, person, manager, partner
):
    restrict(person, manager)

    (row,) = exported(partner, "case-people", of=case)

    assert (row["Name"], row["Note"], row["Record"]) == (MASKED, "", "")
    assert row["Role"]


def test_a_file_with_a_name_is_kept_from_who_would_find_it_masked(
    exported, case, person, manager, partner
):
    exported(partner, "case-people", of=case)
    assert is_given(partner, "case-people", of=case)

    restrict(person, manager)

    assert not is_given(partner, "case-people", of=case)


def test_a_file_from_a_record_is_kept_from_who_no_longer_reads_it(
    exported, case, person, manager, officer
):
    exported(officer, "case-people", of=case)

    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")

    assert not is_given(officer, "case-people", of=case)


def test_a_file_that_masked_somebody_is_given_when_they_are_named(
    exported, case, person, manager, partner
):
    restrict(person, manager)
    exported(partner, "case-people", of=case)

    assert is_given(partner, "case-people", of=case)


def test_documents_of_a_case_need_their_section(exported, case, officer, partner):
    CaseDocumentFactory(case=case, by=officer)

    assert column(exported(officer, "case-documents", of=case), "Document") == [
        "Letter of 3 May.pdf"
    ]
    with pytest.raises(ValidationError):
        exported(partner, "case-documents", of=case)


# ---- A gallery ----------------------------------------------------------------------------------
@pytest.fixture
def gallery(officer, council):
    return GalleryFactory(slug="cohort", curators=[officer.acting_team], teams=[council])


@pytest.mark.parametrize(
    ("names", "named"),
    [("full", "Ellie Marchwood"), ("initials", "E. M."), ("none", "A person")],
)
def test_a_gallery_names_people_as_its_tiles_do(exported, gallery, officer, council, names, named):
    Gallery.objects.filter(pk=gallery.pk).update(names=names)
    person = make_person(by=officer, forenames="Ellie", surname="Marchwood")
    EntryFactory(gallery=gallery, profile=person, by=officer)

    (row,) = exported(member(council), "gallery", f"gallery=cohort&names={names}")

    assert (row["Who"], row["Risk"]) == (named, "High")
    assert row["Why they are here"] == "Repeat doorstep fraud"
    assert made_event().subjects == [person.pk]


def test_a_gallery_is_exported_by_its_audience_as_it_names_now(gallery, officer, council):
    worker, stranger = member(council), member(TeamFactory())

    assert kinds.find(worker, "gallery", "gallery=cohort&names=full")
    for query in ("", "gallery=cohort", "gallery=cohort&names=none", "gallery=x&names=full"):
        assert kinds.find(worker, "gallery", query) is None, query
    assert kinds.find(stranger, "gallery", "gallery=cohort&names=full") is None


def test_a_gallery_is_narrowed_by_the_address(exported, gallery, officer):
    for level in ("high", "low"):
        EntryFactory(gallery=gallery, profile=make_person(by=officer), by=officer, level=level)
    gone = EntryFactory(gallery=gallery, profile=make_person(by=officer), by=officer)
    leave(gone, officer)

    every = exported(officer, "gallery", "gallery=cohort&names=full")
    low = exported(officer, "gallery", "gallery=cohort&names=full&risk=low")

    assert column(every, "Risk") == ["High", "Low", "Left the gallery"]
    assert column(low, "Risk") == ["Low"]


def test_a_gallery_leaves_out_whom_the_reader_may_not_know(
    exported, gallery, officer, manager, council
):
    person = make_person(by=officer)
    EntryFactory(gallery=gallery, profile=person, by=officer)
    worker = member(council)
    exclude_person(obj=person, by=manager, user=worker, reason="A cousin")

    assert exported(worker, "gallery", "gallery=cohort&names=full") == []


# ---- Alerts -------------------------------------------------------------------------------------
def test_alerts_in_the_words_of_their_reader(exported, officer, colleague, person):
    tell(person, officer, why="9 April and 2 May")

    (row,) = exported(officer, "alerts")

    assert row["Alert"] == f"Third complaint about {person} ({person.reference})"
    assert (row["Level"], row["Why"]) == ("High", "9 April and 2 May")
    assert made_event().subjects == [person.pk]
    assert exported(officer, "alerts", "state=done") == []
    (theirs,) = exported(colleague, "alerts", "state=team")
    assert theirs["Waits for"] == "Priya Nandra"


def test_alerts_about_a_record_that_ended_are_neither_exported_nor_given(
    exported, officer, manager, person
):
    tell(person, officer)
    exported(officer, "alerts")
    assert is_given(officer, "alerts")

    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")

    assert not is_given(officer, "alerts")
    assert exported(officer, "alerts") == []


def test_alerts_about_a_case_with_nobody_in_it_are_not_given_after_its_access_ended(
    exported, officer, manager
):
    case = make_case(by=officer)
    tell(case, officer)
    (row,) = exported(officer, "alerts")
    assert str(case) in row["Alert"]

    exclude_person(obj=case, by=manager, user=officer, reason="A cousin")

    assert not is_given(officer, "alerts")


# ---- The board ----------------------------------------------------------------------------------
def test_a_sighting_is_kept_from_who_no_longer_reads_what_was_written(exported, db):
    cast = a_cast()
    see(cast, cast.officer)
    grant = let_in(cast, cast.ward)
    (row,) = exported(cast.nurse, "missing")
    assert "Castle Meadow" in row["Latest sighting"]
    assert is_given(cast.nurse, "missing")

    end_access(obj=cast.episode.case, grant=grant, by=cast.officer, because="Done")
    let_in(cast, cast.ward, sections=["people"])

    assert not is_given(cast.nurse, "missing")
    (row,) = exported(cast.nurse, "missing")
    assert row["Latest sighting"] == ""
    assert is_given(cast.nurse, "missing")
