"""Drafts are discarded, brought back, and removed when they are old."""

import datetime
import re

import pytest
from django.utils import timezone

from audit.models import Event
from profiles.tests.factories import DraftFactory
from records.jobs import remove_old_drafts
from records.models import Draft
from tests.drafts.drafting import SAVE, TEXT, complete, new, of, text_of

pytestmark = pytest.mark.slow


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

    assert "You have already started another draft of this. Finish or discard it first." in page
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


def test_an_old_draft_that_is_discarded_is_kept_its_seven_days(at_desk, person):
    draft = discarded(at_desk, person)
    past = timezone.now() - datetime.timedelta(days=31)
    Draft.objects.filter(pk=draft.pk).update(updated_at=past)

    assert remove_old_drafts() == 0
    assert "Bring back" in at_desk.get("/drafts/").content.decode()


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
