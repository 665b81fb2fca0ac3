"""Documents of a case and attachments of its actions: all or none, by whom, and by nobody else."""

import pytest
from django.http import Http404
from django.urls import reverse

from access.levels import Level
from access.services import end_access
from access.tests.factories import give
from audit.models import Event
from cases import services
from cases.models import Action, CaseDocument
from cases.tests import factories
from core import policy
from documents.services import add_version
from documents.tests import hostile
from documents.tests.factories import DocumentKindFactory, checked, sent

pytestmark = pytest.mark.slow

CANNOT = "1 attachment, which you cannot open"


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def action(case):
    return factories.ActionFactory(case=case)


@pytest.fixture
def attached(case, action):
    return factories.CaseDocumentFactory(case=case, action=action)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def url(name, case, *args):
    return reverse(f"cases:{name}", args=[case.uuid, *args])


def text_of(client, address):
    return client.get(address).content.decode()


def action_typed(**also):
    return {
        "kind": factories.ActionKindFactory().pk,
        "text": "Served the warning letter at the flat",
        "state": "done",
        "moment": "today",
        "result": factories.ActionResultFactory().pk,
        "basis": "fact",
        **also,
    }


def upload(client, case, *files):
    kind = DocumentKindFactory().pk
    data = {"kind": kind, "marking": "official-sensitive", "files": list(files)}
    return client.post(url("document-add", case), data)


# ---- Documents of the case --------------------------------------------------------------------
def test_add_documents_to_a_case(signed_in, case):
    upload(signed_in, case, sent("one.pdf"), sent("two.txt", b"Seen at home"))

    page = text_of(signed_in, url("documents", case))
    assert "2 documents added." in page
    assert "one.pdf" in page
    assert "two.txt" in page
    assert "Added a document" in text_of(signed_in, url("history", case))


def test_one_refused_file_keeps_all_out(signed_in, case):
    page = upload(signed_in, case, sent("one.pdf"), sent("map.svg", hostile.SVG)).content.decode()

    assert "“map.svg” was not saved" in page
    assert not case.documents.exists()


def test_a_file_is_served_and_each_look_is_an_event(signed_in, case, attached):
    answer = signed_in.get(url("document-file", case, attached.uuid))

    assert b"".join(answer.streaming_content) == hostile.PDF
    assert answer["Content-Disposition"].startswith("attachment")
    event = Event.objects.get(verb="case.view_documents:file")
    assert (event.section, event.detail["document"]) == ("documents", str(attached.uuid))
    assert event.target_id == case.pk


def test_a_new_version_stays_attached(signed_in, case, action, attached):
    signed_in.post(url("document-version", case, attached.uuid), {"files": sent("new.pdf")})

    newer = case.documents.get(is_latest=True)
    assert newer.action == action
    page = text_of(signed_in, url("action", case, action.uuid))
    assert "new.pdf" in page
    assert "Letter of 3 May.pdf" not in page


def test_a_withdrawn_document_is_opened_by_nobody(signed_in, case, action, attached, manager):
    newer = add_version(document=attached, by=manager, file=checked("new.pdf"))
    signed_in.post(url("document-withdraw", case, newer.uuid), {"because": "Wrong case"})

    assert "Wrong case" in text_of(signed_in, url("documents", case))
    assert "new.pdf" not in text_of(signed_in, url("action", case, action.uuid))
    for version in (attached, newer):
        assert signed_in.get(url("document-file", case, version.uuid)).status_code == 403


def test_a_document_of_another_case_is_not_found(signed_in, case, manager):
    other = factories.CaseDocumentFactory(case=factories.make_case(by=manager))

    for act in ("file", "edit", "version", "withdraw"):
        address = url(f"document-{act}", case, other.uuid)
        assert signed_in.get(address).status_code == 404


def test_nobody_adds_to_a_closed_case(signed_in, case, attached, manager):
    outcome = factories.CaseOutcomeFactory()
    services.close_case(case=case, by=manager, outcome=outcome, words="Quiet since May.")

    assert upload(signed_in, case, sent()).status_code == 403
    assert signed_in.get(url("document-edit", case, attached.uuid)).status_code == 403
    assert signed_in.get(url("document-file", case, attached.uuid)).status_code == 200
    page = text_of(signed_in, url("documents", case))
    assert "Add documents" not in page
    assert "Withdraw" not in page


# ---- Who --------------------------------------------------------------------------------------
def test_readers_of_the_section_open_and_do_not_add(client, case, attached, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["documents"])
    client.force_login(outsider)

    assert client.get(url("document-file", case, attached.uuid)).status_code == 200
    assert upload(client, case, sent()).status_code == 403
    for act in ("edit", "version", "withdraw"):
        assert client.get(url(f"document-{act}", case, attached.uuid)).status_code == 403
    page = text_of(client, url("documents", case))
    assert attached.name in page
    assert "Attached to" not in page  # they do not read the actions
    assert case.documents.count() == 1


def test_without_the_section_there_is_no_document(
    client, case, action, attached, manager, outsider
):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    client.force_login(outsider)

    assert client.get(url("documents", case)).status_code == 404
    assert client.get(url("document-file", case, attached.uuid)).status_code == 404
    assert upload(client, case, sent()).status_code == 404
    assert not CaseDocument.objects.visible_to(outsider).exists()
    page = text_of(client, url("action", case, action.uuid))
    assert CANNOT in page
    assert attached.name not in page
    assert "1 attachment" in text_of(client, url("actions", case))


def test_access_that_ended_opens_no_file(client, case, attached, manager, outsider):
    grant = give(case, manager, outsider.acting_team, sections=["documents"])
    client.force_login(outsider)
    assert client.get(url("document-file", case, attached.uuid)).status_code == 200

    end_access(obj=case, grant=grant, by=manager, because="Moved away")

    assert client.get(url("document-file", case, attached.uuid)).status_code == 404


@pytest.mark.parametrize("act", ["view", "download", "edit", "withdraw"])
def test_without_the_case_no_document_is_reached(outsider, attached, act):
    name = f"document.{act}"

    assert not policy.accessible(outsider, name, CaseDocument).exists()
    with pytest.raises(Http404):
        policy.require(outsider, name, attached)


# ---- Attachments ------------------------------------------------------------------------------
def test_add_action_with_attachments(signed_in, case):
    kind = DocumentKindFactory().pk
    files = [sent("warning.pdf"), sent("served.txt", b"By hand")]

    typed = action_typed(files=files, document_kind=kind)
    signed_in.post(url("action-add", case), typed)

    action = Action.objects.get()
    assert {document.name for document in action.documents.all()} == {"warning.pdf", "served.txt"}
    page = text_of(signed_in, url("action", case, action.uuid))
    assert "warning.pdf" in page
    assert CANNOT not in page
    assert "Attached to" in text_of(signed_in, url("documents", case))
    assert "2 attachments" in text_of(signed_in, url("actions", case))


def test_a_refused_attachment_keeps_the_action_out_and_what_was_typed(signed_in, case):
    files = [sent("warning.pdf"), sent("map.svg", hostile.SVG)]
    typed = action_typed(files=files, document_kind=DocumentKindFactory().pk)
    answer = signed_in.post(url("action-add", case), typed)

    page = answer.content.decode()
    assert "“map.svg” was not saved" in str(answer.context["form"].errors["files"])
    assert "Served the warning letter" in page
    assert not Action.objects.exists()
    assert not CaseDocument.objects.exists()


def test_attachments_need_a_kind_of_document(signed_in, case):
    answer = signed_in.post(url("action-add", case), action_typed(files=[sent()]))

    assert "Choose what kind" in str(answer.context["form"].errors["document_kind"])
    assert not Action.objects.exists()


def test_amend_action_with_an_attachment(signed_in, case, action):
    address = url("action-amend", case, action.uuid)
    data = {"text": "The reply", "files": [sent()], "document_kind": DocumentKindFactory().pk}
    answer = signed_in.post(address, data, headers={"X-Upload": "1"})

    assert (answer.status_code, answer["X-Next"]) == (303, url("actions", case))
    assert action.amendments.get().text == "The reply"
    assert action.documents.count() == 1


def test_who_adds_actions_alone_attaches_nothing(client, case, action, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    client.force_login(outsider)
    kind = DocumentKindFactory().pk

    for address in (url("action-add", case), url("action-amend", case, action.uuid)):
        assert 'type="file"' not in text_of(client, address)
    client.post(url("action-add", case), action_typed(files=[sent()], document_kind=kind))

    assert Action.objects.count() == 2
    assert not CaseDocument.objects.exists()
    with pytest.raises(Http404):
        factories.ActionFactory(
            case=case, by=outsider, files=[checked()], document_kind=DocumentKindFactory()
        )
    assert Action.objects.count() == 2


def test_a_form_that_keeps_a_draft_says_that_it_keeps_no_file(signed_in, case):
    assert "Not kept in a draft." in text_of(signed_in, url("action-add", case))
    assert "Not kept in a draft." in text_of(signed_in, "/tasks/new/")
