"""Two people who edit a person or a detail lose neither text."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from audit.models import Event
from profiles import services
from profiles.models import Profile
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    WarningFactory,
)
from records.models import Draft
from tests.editing import filled, sent
from tests.stale.editing_at_once import OTHER, both_open, edit, text

pytestmark = pytest.mark.slow


# ---- Merged: nothing that was saved is lost -----------------------------------------------------
def test_not_safe_to_ring_outlives_a_note_by_another(hers, his, phone):
    """D1."""
    address = edit(phone, "phones")
    first, second = both_open(hers, his, address)

    hers.post(address, {**first, "safe_to_contact": "no", "is_confidential": "on"})
    assert his.post(address, {**second, "note": "Evenings only"}).status_code == 302

    phone.refresh_from_db()
    assert (phone.safe_to_contact, phone.is_confidential) == ("no", True)
    assert phone.note == "Evenings only"


def test_the_text_of_a_warning_outlives_a_review_date_by_another(hers, his, person):
    """D2."""
    warning = WarningFactory(profile=person, text="Do not visit alone")
    address = edit(warning, "warnings")
    first, second = both_open(hers, his, address)

    hers.post(address, {**first, "text": "Do not visit alone: knife found 26 Nov"})
    assert his.post(address, {**second, "review_on": "1 March 2027"}).status_code == 302

    warning.refresh_from_db()
    assert warning.text == "Do not visit alone: knife found 26 Nov"
    assert warning.review_on == datetime.date(2027, 3, 1)


def test_a_new_number_outlives_a_note_by_another(hers, his, phone):
    """D28."""
    address = edit(phone, "phones")
    first, second = both_open(hers, his, address)

    hers.post(address, {**first, "number": OTHER})
    his.post(address, {**second, "note": "Evenings only"})

    phone.refresh_from_db()
    assert (phone.number, phone.note) == (OTHER, "Evenings only")


def test_the_person_is_merged_and_the_lead_stays(hers, his, person, officer):
    services.edit_profile(profile=person, by=person.created_by, lead=officer)
    address = reverse("profiles:edit", args=[person.uuid])
    first, second = both_open(hers, his, address)

    hers.post(address, {**first, "gender": "Woman"})
    assert his.post(address, {**second, "first_language": "Polish"}).status_code == 302

    person.refresh_from_db()
    assert (person.gender, person.first_language) == ("Woman", "Polish")
    assert person.lead == officer


def test_a_stay_in_custody_is_merged(hers, his, person):
    stay = CustodyStayFactory(profile=person)
    address = edit(stay, "custody")
    first, second = both_open(hers, his, address)

    hers.post(address, {**first, "release_expected_on": "1 March 2030"})
    other = EstablishmentFactory()
    assert his.post(address, {**second, "establishment": other.pk}).status_code == 302

    stay.refresh_from_db()
    assert stay.release_expected_on == datetime.date(2030, 3, 1)
    assert stay.establishment == other


def test_the_same_change_twice_is_no_clash(hers, his, phone):
    address = edit(phone, "phones")
    first, second = both_open(hers, his, address)
    hers.post(address, {**first, "note": "Mother"})
    history = phone.history.count()

    assert his.post(address, {**second, "note": "Mother"}).status_code == 302
    assert phone.history.count() == history


# ---- Asked: only what both changed --------------------------------------------------------------
@pytest.fixture
def clash(hers, his, phone):
    """She changed the note and the safety; he, on an older page, the note and the dates."""
    address = edit(phone, "phones")
    first, second = both_open(hers, his, address)
    hers.post(address, {**first, "note": "Mother’s phone", "safe_to_leave_message": "no"})
    mine = {**second, "note": "Evenings only", "starts_on": "1 March 2020"}
    return SimpleNamespace(address=address, mine=mine, response=his.post(address, mine))


def test_a_clash_saves_nothing_and_shows_only_what_differs(clash, phone, officer):
    page = text(clash.response)

    assert clash.response.status_code == 409
    phone.refresh_from_db()
    assert (phone.note, phone.starts_on) == ("Mother’s phone", None)
    assert "Someone else changed this first" in page
    assert f"Saved by {officer.name}" in page
    assert [c.label for c in clash.response.context["clashes"]] == ["Note"]
    assert clash.response.context["clashes"][0].theirs == [("Mother’s phone", True)]
    assert clash.response.context["clashes"][0].yours == [("Evenings only", True)]


def test_the_form_of_a_clash_keeps_what_was_typed_on_what_is_stored(clash):
    again = filled(clash.response.context["form"])

    assert again["note"] == "Evenings only"
    assert again["starts_on"] == "1 March 2020"
    assert again["safe_to_leave_message"] == "no"


def test_saving_again_settles_it(clash, his, phone):
    again = filled(clash.response.context["form"])

    assert his.post(clash.address, again).status_code == 302

    phone.refresh_from_db()
    assert (phone.note, phone.safe_to_leave_message) == ("Evenings only", "no")
    assert phone.starts_on == datetime.date(2020, 3, 1)


def test_keeping_theirs_saves_the_rest(clash, his, phone):
    again = filled(clash.response.context["form"])
    page = text(clash.response)
    assert 'name="keep_theirs" value="note"' in page

    assert his.post(clash.address, {**again, "keep_theirs": "note"}).status_code == 302

    phone.refresh_from_db()
    assert (phone.note, phone.starts_on) == ("Mother’s phone", datetime.date(2020, 3, 1))


def test_a_third_change_is_asked_about_again(clash, hers, his, phone):
    again = filled(clash.response.context["form"])
    hers.post(clash.address, {**sent(hers, clash.address), "note": "Brother’s phone"})

    response = his.post(clash.address, again)

    assert response.status_code == 409
    assert "Brother’s phone" in text(response)


def test_the_page_of_a_clash_is_a_read_of_the_record(hers, his, phone, manager, person):
    address = edit(phone, "phones")
    first, second = both_open(hers, his, address)
    hers.post(address, {**first, "note": "Mother"})
    reads = Event.objects.filter(operation=Event.CONSULTATION, actor_id=manager.pk)
    before = reads.count()

    assert his.post(address, {**second, "note": "Brother"}).status_code == 409

    assert reads.count() == before + 1
    event = reads.latest("pk")
    assert (event.subjects, event.section) == ([person.pk], "contact_details")


def test_a_number_and_its_safety_are_one_thing(hers, his, phone):
    """Safe to ring is said of the old number: it is not carried over to a new one unasked."""
    address = edit(phone, "phones")
    first, second = both_open(hers, his, address)
    hers.post(address, {**first, "number": OTHER})

    response = his.post(address, {**second, "safe_to_contact": "yes"})

    assert response.status_code == 409
    labels = [clash.label for clash in response.context["clashes"]]
    assert labels == ["Phone number", "Safe to ring?"]
    again = filled(response.context["form"])
    assert (again["number"], again["safe_to_contact"]) == (OTHER, "yes")


@pytest.mark.parametrize("lost", ["", "x", "[]", "{", "9" * 9000, None])
def test_a_page_that_lost_what_it_showed_asks_about_every_difference(his, phone, lost):
    address = edit(phone, "phones")
    typed = {**sent(his, address), "note": "Evenings only"}
    typed.pop("opened") if lost is None else typed.update(opened=lost)

    response = his.post(address, typed)

    assert response.status_code == 409
    assert "Check this before you save" in text(response)
    phone.refresh_from_db()
    assert phone.note == ""
    his.post(address, filled(response.context["form"]))
    phone.refresh_from_db()
    assert phone.note == "Evenings only"


def test_a_clash_about_the_person_keeps_the_text_as_a_draft(hers, his, person, manager):
    address = reverse("profiles:edit", args=[person.uuid])
    first, second = both_open(hers, his, address)
    hers.post(address, {**first, "forenames": "Jordi"})

    response = his.post(address, {**second, "forenames": "Jordan Lee"})

    assert response.status_code == 409
    draft = Draft.objects.get(author=manager)
    assert draft.payload["forenames"] == ["Jordan Lee"]
    came_back = sent(his, address)
    assert came_back["forenames"] == "Jordan Lee"
    assert his.post(address, came_back).status_code == 409  # asked again, on what he began with
    assert his.post(address, filled(response.context["form"])).status_code == 302
    assert Profile.objects.get(pk=person.pk).forenames == "Jordan Lee"
    assert not Draft.objects.exists()
