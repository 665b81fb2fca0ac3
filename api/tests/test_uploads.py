"""Documents that programs add, correct and withdraw: as pages let practitioners do it."""

import pytest

from access.levels import Level
from access.tests.factories import give
from api.tests.calls import fields_of, log_of
from api.tests.factories import program_of
from audit.models import Event
from cases.models import CaseDocument
from cases.tests.factories import CaseFactory
from documents.tests import hostile
from documents.tests.factories import DocumentKindFactory, sent
from profiles.models import ProfileDocument
from profiles.tests.factories import ProfileDocumentFactory, make_person
from tasks.models import TaskDocument
from tasks.tests.factories import TaskFactory


def of(record, path=""):
    return f"{record.get_absolute_url()}".replace("/", "/api/v1/", 1) + f"documents/{path}"


@pytest.fixture
def said(db):
    """What is said about a file, as a program sends it."""
    return {"kind": DocumentKindFactory().code, "marking": "official", "description": "Licence"}


@pytest.fixture
def document(person, manager):
    return ProfileDocumentFactory(profile=person, by=manager)


def problem_of(answer):
    return answer.json()["type"].partition("#")[2]


# ---- Adding -------------------------------------------------------------------------------------
def test_a_file_is_added_and_read(program, person, said):
    answer = program.send(of(person), {**said, "files": sent("licence.pdf", hostile.PDF)})

    document = ProfileDocument.objects.get()
    told = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, of(person, f"{document.uuid}/"))
    assert (told["name"], told["marking"], told["version"]) == ("licence.pdf", "official", 1)
    assert told["kind"]["code"] == said["kind"]
    assert program.get(answer["Location"]).json() == told
    assert b"".join(program.get(told["file"]).streaming_content) == hostile.PDF
    event = Event.objects.get(verb="document.added")
    assert (event.channel, event.detail["document"]) == ("api", str(document.uuid))


def test_files_of_cases_and_tasks_are_added_alike(cast, program, said):
    case, task = CaseFactory(by=cast.manager), TaskFactory(by=cast.officer, to=cast.council)

    for record, model in [(case, CaseDocument), (task, TaskDocument)]:
        answer = program.send(of(record), {**said, "files": sent("a.pdf", hostile.PDF)})

        assert answer.status_code == 201, answer.content
        assert answer.json()["uuid"] == str(model.objects.get().uuid)
        assert program.get(of(record)).json()["results"][0]["file"] == answer.json()["file"]
        file = program.get(answer.json()["file"])
        assert file.status_code == 200
        again = program.get(answer.json()["file"], **{"if-none-match": file["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_the_form_says_that_a_file_is_sent(program, person):
    fields = program.get(of(person, "new/")).json()["fields"]

    (file,) = [one for one in fields if one["name"] == "files"]
    assert (file["type"], file["required"]) == ("file", True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("map.svg", hostile.SVG, "files of this type are not kept"),
        ("a.pdf", hostile.pdf_with(b"/JavaScript (app.alert(1)) "), "it holds a script"),
        ("a.pdf", b"MZ\x90\x00 no document", "it is"),
        ("a.txt", b"", "it is empty"),
        ("a.txt", b"a" * 1_000_001, "it is larger than 1 MB"),
    ],
)
def test_a_file_that_may_not_be_kept_is_named(
    program, person, said, settings, name, content, words
):
    settings.LARGEST_DOCUMENT = 1_000_000

    answer = program.send(of(person), {**said, "files": sent(name, content)})

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert fields_of(answer) == ["files"]
    assert f"“{name}” was not saved: " in answer.json()["errors"][0]["message"]
    assert words in answer.json()["errors"][0]["message"]
    assert not ProfileDocument.objects.exists()


def test_more_than_one_file_may_have_is_refused_unread(program, person, said, settings):
    settings.LARGEST_DOCUMENT = 1_000_000

    answer = program.send(of(person), {**said, "files": sent("a.txt", b"a" * 2_000_001)})

    assert (answer.status_code, problem_of(answer)) == (413, "too-large")


def test_only_where_a_file_is_taken_may_the_body_be_large(program, person):
    large = program.send(log_of(person), {"files": sent("a.txt", b"a" * 1_000_001)})
    small = program.send(log_of(person), {"files": sent("a.txt", b"a")})

    assert (large.status_code, problem_of(large)) == (413, "too-large")
    assert (small.status_code, problem_of(small)) == (415, "wrong-content-type")


def test_json_brings_no_file(program, person, said):
    answer = program.post(of(person), said)

    assert (answer.status_code, problem_of(answer)) == (415, "wrong-content-type")
    assert answer["Accept-Post"] == "multipart/form-data"


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({}, 422, ["files"]),
        ({"files": "text"}, 400, ["files"]),
        ({"files": [sent("a.pdf", hostile.PDF), sent("b.pdf", hostile.PDF)]}, 400, ["files"]),
        ({"files": sent("a.pdf", hostile.PDF), "kind": ["a", "b"]}, 400, ["kind"]),
        ({"files": sent("a.pdf", hostile.PDF), "photo": sent("a.png")}, 400, ["photo"]),
        ({"files": sent("a.pdf", hostile.PDF), "profile": "1"}, 400, ["profile"]),
        ({"files": sent("a.pdf", hostile.PDF), "marking": "secret"}, 422, ["marking"]),
    ],
)
def test_what_is_wrong_beside_the_file_is_named(program, person, said, body, status, fields):
    answer = program.send(of(person), {**said, **body})

    assert (answer.status_code, fields_of(answer)) == (status, fields), answer.content
    assert not ProfileDocument.objects.exists()


def test_a_body_that_is_cut_off_is_unreadable(program, person):
    answer = program.http.generic(
        "POST",
        of(person),
        data="--x\r\nnothing",
        content_type="multipart/form-data",
        headers=program.headers,
    )

    assert (answer.status_code, problem_of(answer)) == (400, "unreadable")


def test_the_same_file_sent_again_is_added_once(program, person, said):
    key = {"idempotency-key": "7f3c"}

    def send(content):
        return program.send(of(person), {**said, "files": sent("a.txt", content)}, **key)

    first, again, other = send(b"One"), send(b"One"), send(b"Two")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    assert (other.status_code, problem_of(other)) == (422, "key-reused")
    assert ProfileDocument.objects.count() == 1


# ---- Who may ------------------------------------------------------------------------------------
def test_who_reads_only_adds_nothing(cast, person, manager, said):
    give(person, manager, cast.council, sections=["documents"])

    answer = program_of(cast.council).program.send(
        of(person), {**said, "files": sent("a.pdf", hostile.PDF)}
    )

    assert answer.status_code == 403
    assert not ProfileDocument.objects.exists()


def test_who_sees_no_documents_finds_no_address(cast, person, manager, said):
    give(person, manager, cast.council, sections=["log"], level=Level.CONTRIBUTE)

    answer = program_of(cast.council).program.send(
        of(person), {**said, "files": sent("a.pdf", hostile.PDF)}
    )

    assert answer.status_code == 404


def test_without_the_scope_nothing_is_read_of_the_body(cast, person, said):
    narrow = program_of(cast.police, scopes=["documents:read"]).program

    answer = narrow.send(of(person), {**said, "files": sent("a.pdf", hostile.PDF)})

    assert (answer.status_code, problem_of(answer)) == (403, "insufficient-scope")


# ---- Afterwards ---------------------------------------------------------------------------------
def test_a_newer_version_stands_above_the_earlier_one(program, person, document):
    address = of(person, f"{document.uuid}/")

    answer = program.send(f"{address}version/", {"files": sent("new.pdf", hostile.PDF)})
    again = program.send(f"{address}version/", {"files": sent("new.pdf", hostile.PDF)})

    told = answer.json()
    assert (answer.status_code, told["name"], told["version"]) == (201, "new.pdf", 2)
    assert [one["url"] for one in told["earlier"]] == [address]
    assert program.get(address).json()["is_latest"] is False
    assert [row["uuid"] for row in program.get(of(person)).json()["results"]] == [told["uuid"]]
    assert again.status_code == 422
    assert "A newer version was added" in again.json()["errors"][0]["message"]


def test_what_is_said_is_corrected_from_the_version_that_was_read(program, person, document):
    address = of(person, f"{document.uuid}/")
    etag = program.get(address)["ETag"]

    answer = program.patch(address, {"description": "Conditions"}, **{"If-Match": etag})
    stale = program.patch(address, {"description": "Other"}, **{"If-Match": etag})

    assert (answer.status_code, answer.json()["description"]) == (200, "Conditions")
    assert stale.status_code == 412
    document.refresh_from_db()
    assert document.description == "Conditions"


def test_a_document_is_withdrawn_and_its_file_opened_no_more(program, person, document):
    address = of(person, f"{document.uuid}/")

    answer = program.post(f"{address}withdraw/", {"because": "Wrong person"})

    assert answer.status_code == 200, answer.content
    assert answer.json()["withdrawn_because"] == "Wrong person"
    assert program.get(of(person)).json()["results"] == []
    assert program.get(answer.json()["file"]).status_code == 403
    again = program.post(f"{address}withdraw/", {"because": "Again"})
    assert again.status_code == 403


def test_a_document_of_another_record_is_not_there(program, manager, document):
    other = make_person(by=manager)

    assert program.get(of(other, f"{document.uuid}/")).status_code == 404
