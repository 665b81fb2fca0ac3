"""What belongs to a person, by the API: risk, reports and documents; only with their section."""

import pytest

from access.tests.factories import give
from api.tests.factories import program_of
from audit.models import Event
from profiles.models import Report, RiskAssessment
from profiles.tests import factories


def of(person, path=""):
    return f"/api/v1/profiles/{person.uuid}/{path}"


# ---- Risk ---------------------------------------------------------------------------------------
def test_risk_is_assessed_and_read(program, person):
    level = factories.RiskLevelFactory()
    sent = {
        "level": level.code,
        "of_what": "Serious harm",
        "rationale": "Threats",
        "assessed_on": "2026-03-02",
        "review_on": "2027-03-02",
    }

    answer = program.post(of(person, "risk/"), sent)

    assessed = RiskAssessment.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, of(person, f"risk/{assessed.uuid}/"))
    assert answer.json()["level"] == {"code": level.code, "name": level.name}
    assert program.get(of(person, "risk/")).json()["results"] == [answer.json()]
    assert program.get(of(person)).json()["risk"]["level"] is not None


def test_a_review_before_the_assessment_is_refused(program, person):
    sent = {
        "level": factories.RiskLevelFactory().code,
        "of_what": "Harm",
        "rationale": "Threats",
        "assessed_on": "2026-03-02",
        "review_on": "2026-03-01",
    }

    answer = program.post(of(person, "risk/"), sent)

    assert [one["field"] for one in answer.json()["errors"]] == ["review_on"]


# ---- Reports ------------------------------------------------------------------------------------
@pytest.fixture
def draft(program, person):
    kind = factories.QuestionFactory().section.kind
    started = program.post(of(person, "reports/"), {"kind": kind.code})
    assert started.status_code == 201, started.content
    return started.json()


def test_a_report_is_started_written_and_submitted(program, person, draft):
    section = draft["sections"][0]["url"]
    told = program.get(section)
    asked = program.get(f"{section}edit/").json()["fields"]
    answers = {field["name"]: "As they said" for field in asked if field["type"] == "text"}

    written = program.patch(section, answers, **{"if-match": told["ETag"]})
    submitted = program.post(f"{draft['url']}submit/")

    assert written.status_code == 200, written.content
    assert written.json()["answers"] == answers
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")
    assert "As they said" in str(submitted.json()["content"])
    assert program.get(of(person, "reports/")).json()["results"][0]["state"] == "submitted"


def test_two_programs_do_not_write_over_each_other(cast, program, person, draft):
    section = draft["sections"][0]["url"]
    name = program.get(f"{section}edit/").json()["fields"][0]["name"]
    etag = program.get(section)["ETag"]
    other = program_of(cast.police).program
    assert other.patch(section, {name: "Theirs"}, **{"if-match": etag}).status_code == 200

    answer = program.patch(section, {name: "Ours"}, **{"if-match": etag})

    assert answer.status_code == 412
    assert program.get(section).json()["answers"][name] == "Theirs"


def test_a_draft_is_its_teams_alone(cast, person, manager, draft):
    partner = program_of(cast.council)
    give(person, manager, cast.council, sections=["reports"])

    assert partner.program.get(of(person, "reports/")).json()["results"] == []
    assert partner.program.get(draft["url"]).status_code == 404
    assert Report.objects.count() == 1


# ---- Documents ----------------------------------------------------------------------------------
def test_documents_are_listed_and_fetched(program, person, manager):
    document = factories.ProfileDocumentFactory(profile=person, by=manager)

    (row,) = program.get(of(person, "documents/")).json()["results"]
    answer = program.get(row["file"], accept="application/pdf")

    assert (row["uuid"], row["sha256"]) == (str(document.uuid), document.sha256)
    assert answer.status_code == 200
    assert len(b"".join(answer.streaming_content)) == document.size
    event = Event.objects.latest("pk")
    assert (event.verb, event.channel) == ("profile.view_documents:file", "api")
    assert event.detail["document"] == str(document.uuid)


# ---- Sections -----------------------------------------------------------------------------------
PARTS = {"log": "log/", "risk": "risk/", "reports": "reports/", "documents": "documents/"}


@pytest.mark.parametrize("held", PARTS)
def test_a_section_is_read_with_it_and_absent_without(cast, person, manager, held):
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=[held])

    told = {section: partner.get(of(person, path)).status_code for section, path in PARTS.items()}

    assert told == {section: 200 if section == held else 404 for section in PARTS}


def test_who_reads_only_may_not_write(cast, person, manager):
    partner = program_of(cast.council).program
    give(person, manager, cast.council, sections=["log"])

    answer = partner.post(of(person, "log/"), {})

    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
