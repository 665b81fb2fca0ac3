"""Drafts: kept, found again, sent, discarded, and nobody else's."""

import datetime
import re
import time
import uuid
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from access.services import end_access
from access.tests.factories import give
from agencies.middleware import ACTIVE
from agencies.tests.factories import PASSWORD
from audit.models import Event
from core.dates import format_day
from profiles.models import Contact, Profile
from profiles.tests.factories import ContactKindFactory, DraftFactory, write_contact
from records.jobs import remove_old_drafts
from records.models import Draft
from tests.editing import filled, sent
from tests.sweeping import METHODS, ROUTES, address, masked

pytestmark = pytest.mark.slow

TEXT = "He spoke of the landlord."
SAVE = "/drafts/save/"
YESTERDAY = format_day(timezone.localdate() - datetime.timedelta(days=1))


@pytest.fixture
def at_desk(client, officer):
    client.force_login(officer)
    return client


def of(obj, kind="contact", **typed):
    return {"draft_kind": kind, "draft_of": str(obj.uuid), **typed}


def new(person):
    return f"/profiles/{person.uuid}/log/new/"


def complete(**typed):
    return {
        "kind": ContactKindFactory().pk,
        "moment": "yesterday",
        "text": TEXT,
        "basis": "fact",
        **typed,
    }


def text_of(draft):
    return draft.payload["text"]


# ---- Kept and found again -----------------------------------------------------------------------
def test_what_is_typed_is_kept_and_the_form_begins_with_it(at_desk, person, officer):
    answer = at_desk.post(SAVE, of(person, text=TEXT, moment="yesterday 9pm", secret="x"))
    page = at_desk.get(new(person)).content.decode()

    draft = Draft.objects.get()
    assert answer.status_code == 200
    assert re.fullmatch(r"\d+(:\d\d)?[ap]m|midday|midnight", answer.json()["saved"])
    assert (draft.author, draft.reference) == (officer, person.reference)
    assert draft.payload == {"moment": [f"{YESTERDAY} at 9pm"], "text": [TEXT]}
    assert "You started this on" in page
    assert TEXT in page
    assert f'value="{YESTERDAY} at 9pm"' in page


def test_a_date_that_is_not_understood_is_kept_as_it_was_typed(at_desk, person):
    at_desk.post(SAVE, of(person, moment="31 June"))

    assert Draft.objects.get().payload == {"moment": ["31 June"]}


def test_typing_on_changes_the_one_draft_and_leaves_one_event(at_desk, person):
    for text in ("He", "He spoke", TEXT):
        at_desk.post(SAVE, of(person, text=text))

    event = Event.objects.get(verb__startswith="draft.")
    assert text_of(Draft.objects.get()) == [TEXT]
    assert (event.verb, event.subjects) == ("draft.started", [person.pk])
    assert "spoke" not in str(Event.objects.values_list("detail", "target_label", "reason"))


def test_without_script_a_button_keeps_it(at_desk, person):
    response = at_desk.post(new(person), {"text": TEXT, "draft": "1"}, follow=True)

    page = response.content.decode()
    assert text_of(Draft.objects.get()) == [TEXT]
    assert not Contact.objects.exists()
    assert "Your text is kept." in page
    assert f"Contact: {person.name}" in page
    assert person.reference in page


def test_the_quick_form_goes_on_in_the_full_one(at_desk, person):
    quick = f"/profiles/{person.uuid}/log/quick/"

    response = at_desk.post(quick, {"text": TEXT, "draft": "more"}, follow=True)

    assert response.redirect_chain[-1][0] == new(person)
    assert TEXT in response.content.decode()
    assert at_desk.get(quick)["Location"] == new(person)
    log = at_desk.get(f"/profiles/{person.uuid}/log/").content.decode()
    assert "You started a contact on" in log


def test_what_came_back_with_errors_is_kept_too(at_desk, person):
    at_desk.post(new(person), complete(moment="31 June"))

    assert text_of(Draft.objects.get()) == [TEXT]


def test_text_that_is_too_long_to_send_is_not_too_long_to_keep(at_desk, person):
    at_desk.post(SAVE, of(person, text="x" * 9000))

    assert len(text_of(Draft.objects.get())[0]) == 9000


@pytest.mark.parametrize("typed", [{"text": "x" * 200_000}, {"text": "x" * 100_001}])
def test_a_draft_has_a_limit_and_says_so(at_desk, person, typed):
    answer = at_desk.post(SAVE, of(person, **typed))

    assert (answer.status_code, Draft.objects.count()) == (400, 0)
    assert answer.json() == {"problem": "This is too long to be kept as a draft. Shorten it."}


def test_there_is_a_limit_to_the_number_of_drafts(at_desk, person, monkeypatch):
    monkeypatch.setattr("records.services.drafts.MOST_DRAFTS", 0)

    page = at_desk.post(new(person), {"text": TEXT, "draft": "1"}).content.decode()

    assert "You have 0 drafts. Finish or discard some first." in page
    assert TEXT in page


def test_what_was_emptied_is_no_draft(at_desk, person):
    at_desk.post(SAVE, of(person, text=TEXT))
    at_desk.post(SAVE, of(person, text="", moment=""))

    assert not Draft.objects.exists()
    assert Event.objects.filter(verb="draft.discarded").count() == 1


@pytest.mark.parametrize("odd", ["a\x00b", "\u202ehidden", "<script>alert(1)</script>"])
def test_odd_text_is_kept_tidied_and_shown_escaped(at_desk, person, odd):
    assert at_desk.post(SAVE, of(person, text=odd)).status_code == 200

    page = at_desk.get(f"/drafts/{Draft.objects.get().uuid}/").content.decode()
    assert "<script>alert" not in page


# ---- Sent ---------------------------------------------------------------------------------------
def test_sending_it_deletes_it(at_desk, person):
    at_desk.post(SAVE, of(person, text=TEXT))

    at_desk.post(new(person), complete())

    assert Contact.objects.get().text == TEXT
    assert not Draft.objects.exists()


def test_if_sending_fails_the_draft_stays(at_desk, person, monkeypatch):
    at_desk.post(SAVE, of(person, text=TEXT))
    at_desk.raise_request_exception = False
    monkeypatch.setattr("records.keeping.services.use_draft", lambda **kwargs: 1 / 0)

    response = at_desk.post(new(person), complete())

    assert response.status_code == 500
    assert Draft.objects.exists()
    assert not Contact.objects.exists()


def test_an_amendment_is_kept_for_its_entry(at_desk, person, manager):
    contact, other = write_contact(person, manager), write_contact(person, manager)
    at_desk.post(SAVE, of(contact, "amendment", text=TEXT))

    log = f"/profiles/{person.uuid}/log/"
    assert TEXT in at_desk.get(f"{log}{contact.uuid}/").content.decode()
    assert TEXT not in at_desk.get(f"{log}{other.uuid}/").content.decode()
    at_desk.post(f"{log}{contact.uuid}/", {"text": TEXT})
    assert not Draft.objects.exists()


def test_a_conflict_keeps_the_text_with_what_the_form_was_opened_with(at_desk, person, manager):
    address = f"/profiles/{person.uuid}/edit/"
    typed = {**sent(at_desk, address), "forenames": "Jordan Lee"}
    other = Client()
    other.force_login(manager)
    other.post(address, {**sent(other, address), "forenames": "Jordi"})

    response = at_desk.post(address, typed)

    assert response.status_code == 409
    assert Draft.objects.get().payload["opened"] == [typed["opened"]]
    page = at_desk.get(address)
    assert 'value="Jordan Lee"' in page.content.decode()
    assert page.context["form"]["opened"].value() == typed["opened"]
    assert at_desk.post(address, typed).status_code == 409
    at_desk.post(address, filled(response.context["form"]))
    assert Profile.objects.get(pk=person.pk).forenames == "Jordan Lee"
    assert not Draft.objects.exists()


# ---- The session ran out ------------------------------------------------------------------------
def run_out(client):
    session = client.session
    session[ACTIVE] = time.time() - 3600
    session.save()


@pytest.mark.parametrize("path", ["{}", SAVE])
def test_what_was_sent_too_late_is_there_after_signing_in(at_desk, person, path):
    at_desk.get("/account/")
    run_out(at_desk)

    response = at_desk.post(path.format(new(person)), {**of(person), **complete()}, follow=True)

    page = response.content.decode()
    assert "What you typed is kept: sign in, and it is there." in page
    assert TEXT not in page
    assert not Contact.objects.exists()
    at_desk.post("/sign-in/", {"login": "officer", "password": PASSWORD})
    assert TEXT in at_desk.get(new(person)).content.decode()


def test_a_forged_form_that_came_too_late_is_not_kept(officer, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    client.get("/account/")
    run_out(client)

    page = client.post(new(person), {**of(person), **complete()}, follow=True).content.decode()

    assert "You were signed out" in page
    assert "is kept" not in page
    assert not Draft.objects.exists()


def test_what_is_kept_tells_nobody_that_a_record_exists(client, outsider, person):
    hidden, absent = new(person), new(person).replace(str(person.uuid), str(uuid4()))
    pages = []
    for page_of in (hidden, absent):
        client.force_login(outsider)
        client.get("/account/")
        run_out(client)
        page = client.post(page_of, {**of(person), **complete()}, follow=True)
        pages.append("What you typed is kept" in page.content.decode())
        client.force_login(outsider)
        assert client.get(page_of).status_code == 404

    assert pages == [True, True]
    assert not Draft.objects.exists()


def test_nobody_signed_in_keeps_nothing(client, person):
    assert client.post(SAVE, of(person, text=TEXT)).status_code == 302
    assert not Draft.objects.exists()


# ---- A user's own drafts, also without access ---------------------------------------------------
@pytest.fixture
def cut_off(client, person, manager, outsider):
    """Somebody who had access, wrote, and has none any more."""
    grant = give(person, manager, outsider.acting_team, level=2, sections=["log"])
    client.force_login(outsider)
    client.post(SAVE, of(person, text=TEXT))
    end_access(obj=person, grant=grant, by=manager, because="Done")
    return Draft.objects.get()


def test_without_access_it_can_be_read_copied_and_discarded(client, person, cut_off):
    for path in ("/", "/drafts/", f"/drafts/{cut_off.uuid}/"):
        page = client.get(path).content.decode()
        assert "You no longer have access: you can copy or discard it." in page
        assert person.reference in page
        assert "Pellworth" not in page
        assert str(person.uuid) not in page
    assert TEXT in page

    client.post(f"/drafts/{cut_off.uuid}/discard/", {"again": "1"})
    assert not Draft.objects.kept().exists()
    page = client.post(f"/drafts/{cut_off.uuid}/restore/", follow=True).content.decode()
    assert TEXT in page
    assert "Pellworth" not in page


def test_without_access_it_can_be_neither_sent_nor_changed(client, person, cut_off):
    answers = [
        client.post(SAVE, of(person, text="More")),
        client.post(new(person), complete()),
        client.post(new(person), {"text": "More", "draft": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert text_of(Draft.objects.get()) == [TEXT]


def test_saving_about_a_hidden_record_answers_as_about_none(client, person, outsider):
    client.force_login(outsider)
    hidden = client.post(SAVE, of(person, text=TEXT))
    absent = client.post(SAVE, {"draft_kind": "contact", "draft_of": uuid.uuid4(), "text": TEXT})

    assert hidden.status_code == 404
    assert masked(hidden) == masked(absent)


@pytest.mark.parametrize(
    "sent", [{}, {"draft_kind": "wizard"}, {"draft_kind": "contact", "draft_of": "x"}]
)
def test_a_draft_of_nothing_is_not_found(at_desk, sent):
    assert at_desk.post(SAVE, sent).status_code == 404


def test_who_only_reads_keeps_no_draft(client, person, manager, outsider):
    give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    assert client.post(SAVE, of(person, text=TEXT)).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("method", METHODS)
def test_anothers_draft_answers_like_one_that_never_existed(client, manager, method):
    draft = DraftFactory()
    client.force_login(manager)  # of the very team that manages the record
    routes = [(n, r) for n, r, _ in ROUTES if n.startswith("records:") and "<uuid:" in r]

    assert len(routes) > 1
    for name, route in routes:
        hidden = getattr(client, method)(address(route, uuid=draft.uuid))
        absent = getattr(client, method)(address(route))
        assert masked(hidden) == masked(absent), name
        assert hidden.status_code in (404, 405), name
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_nobody_elses_drafts_are_listed(client, manager):
    draft = DraftFactory()
    client.force_login(manager)

    for path in ("/", "/drafts/"):
        assert draft.reference not in client.get(path).content.decode()


def test_reading_ones_drafts_leaves_events_about_the_person(client, db):
    draft = DraftFactory()
    client.force_login(draft.author)

    client.get(f"/drafts/{draft.uuid}/")
    event = Event.objects.latest("pk")
    assert (event.verb, event.subjects) == ("draft.view:view", draft.subjects)
    client.get("/drafts/")
    event = Event.objects.latest("pk")
    assert (event.verb, event.subjects) == ("draft.list:list", draft.subjects)


def test_a_list_of_20_costs_what_a_list_of_1_costs(
    client, officer, manager, django_assert_max_num_queries
):
    def more(number):
        for _ in range(number):
            DraftFactory(author=officer)

    client.force_login(officer)
    more(1)
    client.get("/drafts/")
    with django_assert_max_num_queries(60) as found:
        client.get("/drafts/")
    one = len(found)
    more(19)
    with django_assert_max_num_queries(one):
        client.get("/drafts/")


# ---- Discarded, and brought back ----------------------------------------------------------------
def discarded(client, person, text=TEXT):
    client.post(SAVE, of(person, text=text))
    draft = Draft.objects.kept().get()
    client.post(f"/drafts/{draft.uuid}/discard/")
    return draft


def test_a_discarded_draft_can_be_brought_back(at_desk, person):
    draft = discarded(at_desk, person)
    form = at_desk.get(new(person)).content.decode()
    listed = at_desk.get("/drafts/").content.decode()
    read = at_desk.get(f"/drafts/{draft.uuid}/").content.decode()

    assert TEXT not in form
    assert "You discarded a draft of this on" in form
    assert "Bring back" in listed
    assert "You can bring it back for 7 days" in read
    assert "Unfinished" not in at_desk.get("/").content.decode()
    again = at_desk.post(f"/drafts/{draft.uuid}/restore/", follow=True)
    assert again.redirect_chain[-1][0] == new(person)
    assert TEXT in again.content.decode()
    verbs = Event.objects.filter(verb__startswith="draft.").values_list("verb", flat=True)
    assert {"draft.discarded", "draft.restored"} <= set(verbs)
    assert "spoke" not in str(Event.objects.values_list("detail", "target_label", "reason"))


def test_discard_is_the_last_button_of_its_form_and_keeps_what_was_typed_last(at_desk, person):
    at_desk.post(SAVE, of(person, text=TEXT))
    draft = Draft.objects.get()
    page = at_desk.get(new(person)).content.decode()

    buttons = re.findall(r"<button[^>]*>([^<]+)</button>", page.partition("<h1")[2])
    assert buttons[-1] == "Discard this draft"
    assert f'formaction="/drafts/{draft.uuid}/discard/"' in page
    at_desk.post(f"/drafts/{draft.uuid}/discard/", of(person, text=f"{TEXT} More.", again="1"))
    assert text_of(Draft.objects.discarded().get()) == [f"{TEXT} More."]


def test_a_form_without_a_draft_has_nothing_to_discard(at_desk, person):
    assert "Discard" not in at_desk.get(new(person)).content.decode()


def test_discarding_an_emptied_form_keeps_what_it_held(at_desk, person):
    at_desk.post(SAVE, of(person, text=TEXT))
    at_desk.post(f"/drafts/{Draft.objects.get().uuid}/discard/", of(person, text=" ", again="1"))

    assert text_of(Draft.objects.discarded().get()) == [TEXT]


def test_a_form_that_was_begun_again_keeps_its_draft(at_desk, person):
    draft = discarded(at_desk, person)
    at_desk.post(SAVE, of(person, text="Another."))

    page = at_desk.post(f"/drafts/{draft.uuid}/restore/", follow=True).content.decode()

    assert "You have begun this again. Finish or discard that draft first." in page
    assert text_of(Draft.objects.kept().get()) == ["Another."]
    assert text_of(Draft.objects.discarded().get()) == [TEXT]


def test_discarding_and_bringing_back_twice_is_doing_it_once(at_desk, person):
    draft = discarded(at_desk, person)
    at_desk.post(f"/drafts/{draft.uuid}/discard/")
    at_desk.post(f"/drafts/{draft.uuid}/restore/")
    at_desk.post(f"/drafts/{draft.uuid}/restore/")

    verbs = Event.objects.filter(verb__in=["draft.discarded", "draft.restored"])
    assert sorted(verbs.values_list("verb", flat=True)) == ["draft.discarded", "draft.restored"]


def test_what_was_sent_leaves_the_discarded_alone(at_desk, person):
    draft = discarded(at_desk, person)

    at_desk.post(new(person), complete(text="Another thing altogether."))

    assert Draft.objects.get() == draft


def test_the_form_offers_it_for_an_hour_and_the_list_for_seven_days(at_desk, person):
    draft = discarded(at_desk, person)

    def age(**time):
        past = timezone.now() - datetime.timedelta(**time)
        Draft.objects.filter(pk=draft.pk).update(discarded_at=past)
        return remove_old_drafts()

    assert age(minutes=59) == 0
    assert "You discarded a draft of this on" in at_desk.get(new(person)).content.decode()
    assert age(minutes=61) == 0
    assert "You discarded a draft of this on" not in at_desk.get(new(person)).content.decode()
    assert "Bring back" in at_desk.get("/drafts/").content.decode()
    assert age(days=8) == 1
    assert not Draft.objects.exists()


def test_too_many_drafts_leave_no_room_for_another(at_desk, person, monkeypatch):
    draft = discarded(at_desk, person)
    monkeypatch.setattr("records.services.drafts.MOST_DRAFTS", 0)

    page = at_desk.post(f"/drafts/{draft.uuid}/restore/", follow=True).content.decode()

    assert "You have 0 drafts. Finish or discard some first." in page


# ---- Old ones -----------------------------------------------------------------------------------
def test_drafts_left_alone_for_30_days_are_removed_and_the_page_says_so(client, db):
    old, young = DraftFactory(), DraftFactory()
    past = timezone.now() - datetime.timedelta(days=31)
    Draft.objects.filter(pk=old.pk).update(updated_at=past)
    client.force_login(young.author)

    assert remove_old_drafts() == 1

    assert list(Draft.objects.all()) == [young]
    event = Event.objects.get(verb="draft.removed")
    assert (event.actor_name, event.operation) == ("The clock", "erasure")
    assert "30 days after you last changed it" in client.get("/drafts/").content.decode()
