"""Documents: added all or none, versions, withdrawn, served safely, and by whom."""

import pytest
from django.http import Http404

from access.tests.factories import give
from audit.models import Event
from core import policy
from documents.services import add_version
from documents.tests import hostile
from documents.tests.factories import DocumentKindFactory, checked, sent
from profiles.models import ProfileDocument
from profiles.tests.factories import ProfileDocumentFactory
from profiles.tests.walking import edit, url

pytestmark = pytest.mark.slow


@pytest.fixture
def document(person, manager):
    return ProfileDocumentFactory(profile=person, by=manager)


def upload(client, person, *files, **also):
    data = {
        "kind": DocumentKindFactory().pk,
        "marking": "official-sensitive",
        "description": "Licence conditions",
        "files": list(files),
        **also,
    }
    return client.post(url("document-add", person), data)


def test_several_files_are_added_with_one_form(signed_in, person):
    upload(signed_in, person, sent("one.pdf"), sent("two.txt", b"Seen at home"))

    page = signed_in.get(url("documents", person)).content.decode()
    assert "one.pdf" in page
    assert "two.txt" in page
    assert page.count("OFFICIAL-SENSITIVE") >= 2
    assert "Added a document" in signed_in.get(url("history", person)).content.decode()


def test_one_refused_file_keeps_all_out_and_what_was_typed_in(signed_in, person):
    answer = upload(signed_in, person, sent("one.pdf"), sent("map.svg", hostile.SVG))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "“map.svg” was not saved: files of this type are not kept" in page
    assert "None of these files was saved" in page
    assert "Licence conditions" in page
    assert not person.documents.exists()


def test_a_file_is_needed(signed_in, person):
    assert "Choose at least one file" in upload(signed_in, person).content.decode()


def test_more_than_a_request_may_bring_is_refused_unread(signed_in, person, settings):
    settings.LARGEST_UPLOAD = 1000

    refused = upload(signed_in, person, sent("a.txt", b"a" * 2000))

    assert refused.status_code == 413
    assert "Go back, send some of them" in refused.content.decode()
    assert not person.documents.exists()


def test_a_file_larger_than_allowed_is_refused(signed_in, person, settings):
    settings.LARGEST_DOCUMENT = 1_000_000
    page = upload(signed_in, person, sent("a.txt", b"a" * 1_000_001)).content.decode()

    assert "it is larger than 1 MB" in page


def test_a_file_is_saved_by_browsers_and_never_run(signed_in, person, document):
    answer = signed_in.get(url("document-file", person, document.uuid))

    assert b"".join(answer.streaming_content) == hostile.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Letter of 3 May.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    event = Event.objects.filter(verb="profile.view_documents:file").get()
    assert (event.section, event.detail["document"]) == ("documents", str(document.uuid))


def test_only_what_was_drawn_anew_is_shown_inline(signed_in, person, manager):
    image = checked("plan.png", hostile.PNG + hostile.HTML)
    drawn = ProfileDocumentFactory(profile=person, by=manager, file=image)
    answer = signed_in.get(url("document-file", person, drawn.uuid))

    assert answer["Content-Disposition"].startswith("inline")
    assert b"ZQ7" not in b"".join(answer.streaming_content)


def test_names_break_no_header(signed_in, person, manager):
    named = checked('a"; x\r\nSet-Cookie: a=1; \u202eé.pdf')
    odd = ProfileDocumentFactory(profile=person, by=manager, file=named)
    answer = signed_in.get(url("document-file", person, odd.uuid))

    assert "Set-Cookie" not in answer
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''a__")


def test_a_new_version_leaves_the_earlier_one_beside_it(signed_in, person, document):
    signed_in.post(url("document-version", person, document.uuid), {"files": sent("new.pdf")})

    page = signed_in.get(url("documents", person)).content.decode()
    assert "new.pdf" in page
    assert "Letter of 3 May.pdf, version 1" in page
    again = signed_in.post(
        url("document-version", person, document.uuid), {"files": sent("newer.pdf")}
    )
    assert "A newer version was added meanwhile" in again.content.decode()


def test_what_is_said_of_a_document_is_corrected(signed_in, person, document):
    edit(
        signed_in,
        url("document-edit", person, document.uuid),
        kind=document.kind_id,
        marking="official",
        handling="Do not disclose to Jordan",
    )

    document.refresh_from_db()
    assert (document.marking, document.handling) == ("official", "Do not disclose to Jordan")


def test_a_withdrawn_document_is_opened_by_nobody(signed_in, person, document, manager):
    add_version(document=document, by=manager, file=checked("new.pdf"))
    newer = person.documents.get(is_latest=True)
    signed_in.post(url("document-withdraw", person, newer.uuid), {"because": "Wrong person"})

    page = signed_in.get(url("documents", person)).content.decode()
    assert "Wrong person" in page
    for version in (document, newer):
        assert signed_in.get(url("document-file", person, version.uuid)).status_code == 403
    assert signed_in.get(url("document-edit", person, newer.uuid)).status_code == 403


def test_readers_of_the_section_open_and_do_not_add(client, person, manager, outsider, document):
    give(person, manager, outsider.acting_team, sections=["documents"])
    client.force_login(outsider)

    answer = client.get(url("document-file", person, document.uuid))
    assert answer.status_code == 200
    assert upload(client, person, sent()).status_code == 403
    for act in ("edit", "version", "withdraw"):
        assert client.get(url(f"document-{act}", person, document.uuid)).status_code == 403
    assert person.documents.count() == 1


def test_without_the_section_there_is_no_document(client, person, manager, outsider, document):
    give(person, manager, outsider.acting_team, sections=["log"], level=2)
    client.force_login(outsider)

    assert client.get(url("documents", person)).status_code == 404
    assert client.get(url("document-file", person, document.uuid)).status_code == 404
    assert upload(client, person, sent()).status_code == 404
    assert not ProfileDocument.objects.visible_to(outsider).exists()


def test_a_file_that_is_not_as_it_was_stored_is_not_sent(signed_in, person, document, tmp_path):
    document.sha256 = "0" * 64
    document.save()

    answer = signed_in.get(url("document-file", person, document.uuid))
    assert answer.status_code == 403
    assert "not as it was stored" in answer.content.decode()


def test_the_script_is_told_where_to_go(client, signed_in, person):
    data = {"kind": DocumentKindFactory().pk, "marking": "official", "files": sent()}
    answer = signed_in.post(url("document-add", person), data, headers={"X-Upload": "1"})

    assert (answer.status_code, answer["X-Next"]) == (303, url("documents", person))


@pytest.mark.slow
def test_no_hostile_file_breaks_the_page(signed_in, person):
    refused = [
        (name, data) for name, data, wanted in hostile.files() if wanted not in (hostile.KEPT, "")
    ]
    wrong = []
    for at in range(0, len(refused), 20):
        batch = refused[at : at + 20]
        answer = upload(signed_in, person, *(sent(name, data) for name, data in batch))
        words = answer.content.decode()
        if answer.status_code != 200 or words.count("was not saved") < len(batch):
            wrong.append([name for name, _ in batch])

    assert wrong == []
    assert len(refused) > 60
    assert not person.documents.exists()


@pytest.mark.parametrize("act", ["view", "download", "edit", "withdraw"])
def test_without_the_record_no_document_is_reached(outsider, document, act):
    action = f"document.{act}"

    assert not policy.accessible(outsider, action, ProfileDocument).exists()
    with pytest.raises(Http404):
        policy.require(outsider, action, document)
