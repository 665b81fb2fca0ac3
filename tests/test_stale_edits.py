"""Two people edit one row: nothing saved is lost, and only what both changed is asked about."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.tests.factories import give
from agencies.models import Membership, Team
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core.stale import Opened, StaleEditError, merge
from profiles import services
from profiles.models import CustodyStay, Phone, Profile, SavedView
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    PhoneFactory,
    WarningFactory,
    make_person,
)
from records.models import Draft
from tests.editing import filled, sent
from tests.together import together

pytestmark = pytest.mark.slow

NUMBER, OTHER = "01632 960 114", "01632 960 225"


def at_desk(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def hers(officer):
    return at_desk(officer)


@pytest.fixture
def his(manager):
    return at_desk(manager)


@pytest.fixture
def phone(person):
    return PhoneFactory(profile=person, number=NUMBER)


def edit(detail, kind):
    return reverse("profiles:detail-edit", args=[detail.profile.uuid, kind, detail.uuid])


def both_open(hers, his, address):
    """What each of their pages sends, both opened before either is sent."""
    return sent(hers, address), sent(his, address)


def text(response):
    return response.content.decode()


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


# ---- The same for what administrators edit ------------------------------------------------------
@pytest.fixture
def second_administrator(police):
    return at_desk(member(police, Membership.Role.ADMINISTRATOR, name="Anwen Pryce"))


def edited_by_two(first, second, address, theirs, mine):
    """Both open the page; the first saves, then the second."""
    one, two = both_open(first, second, address)
    assert first.post(address, {**one, **theirs}).status_code == 302
    return second.post(address, {**two, **mine})


def test_a_team_is_merged_and_asked_about(his, second_administrator, police):
    address = reverse("agencies:team-contact", args=[police.uuid])

    def by_two(theirs, mine):
        return edited_by_two(second_administrator, his, address, theirs, mine)

    assert by_two({"phone": NUMBER}, {"email": "iom@example.org"}).status_code == 302
    police.refresh_from_db()
    assert (police.phone, police.email) == (NUMBER, "iom@example.org")

    response = by_two({"phone": OTHER}, {"phone": "01632 960 999"})
    assert response.status_code == 409
    assert "Saved by Anwen Pryce" in text(response)
    assert Team.objects.get(pk=police.pk).phone == OTHER


def test_the_name_of_a_team_outlives_a_setting_by_another(
    administrator, second_administrator, police, staffordshire
):
    first = at_desk(administrator)
    address = reverse("agencies:team-edit", args=[police.uuid])

    response = edited_by_two(
        first, second_administrator, address, {"name": "Stafford IOM"}, {"is_discreet": "on"}
    )

    assert response.status_code == 302
    police.refresh_from_db()
    assert (police.name, police.is_discreet) == ("Stafford IOM", True)
    assert list(police.areas.all()) == [staffordshire]


def test_an_account_is_merged_and_asked_about(his, second_administrator, officer):
    address = reverse("agencies:user-edit", args=[officer.uuid])

    def by_two(theirs, mine):
        return edited_by_two(second_administrator, his, address, theirs, mine)

    assert by_two({"phone": NUMBER}, {"name": "PC Priya Nandra"}).status_code == 302
    officer.refresh_from_db()
    assert (officer.phone, officer.name) == (NUMBER, "PC Priya Nandra")
    assert by_two({"phone": OTHER}, {"phone": ""}).status_code == 409


def test_another_editor_whom_the_reader_may_not_know_is_not_named(hers, person, manager, phone):
    refuge = TeamFactory(is_discreet=True)
    hidden = member(refuge, name="Hidden Hand")
    give(person, manager, refuge, level=2, sections=["contact_details"])

    response = edited_by_two(
        at_desk(hidden), hers, edit(phone, "phones"), {"note": "Mother"}, {"note": "Brother"}
    )

    assert response.status_code == 409
    assert "Saved by someone else" in text(response)
    assert "Hidden Hand" not in text(response)


def test_an_agency_is_merged(administrator, second_administrator, police):
    address = reverse("agencies:agency-edit", args=[police.agency.uuid])
    first = at_desk(administrator)

    edited_by_two(first, second_administrator, address, {"name": "Police"}, {"kind": "council"})

    police.agency.refresh_from_db()
    assert (police.agency.name, police.agency.kind) == ("Police", "council")


def test_a_saved_view_renamed_in_two_windows_is_asked_about(his, manager):
    view = SavedView.objects.create(user=manager, name="Mine", query="role=victim")
    address = reverse("profiles:saved-view-rename", args=[view.uuid])

    response = edited_by_two(his, at_desk(manager), address, {"name": "Victims"}, {"name": "All"})

    assert response.status_code == 409
    assert response.context["clashes"][0].theirs == [("Victims", True)]
    view.refresh_from_db()
    assert view.name == "Victims"


# ---- Ended or deleted meanwhile -----------------------------------------------------------------
def test_what_was_deleted_meanwhile_gives_the_text_back(his, manager):
    view = SavedView.objects.create(user=manager, name="Mine", query="role=victim")
    address = reverse("profiles:saved-view-rename", args=[view.uuid])
    typed = {**sent(his, address), "name": "High risk, not seen lately"}
    view.delete()

    response = his.post(address, typed)

    assert response.status_code == 404
    assert "What you typed is not saved" in text(response)
    assert "High risk, not seen lately" in text(response)


def test_a_release_that_another_recorded_is_asked_about(hers, his, person):
    stay = CustodyStayFactory(profile=person)
    address = reverse("profiles:custody-leave", args=[person.uuid, stay.uuid])
    first, second = both_open(hers, his, address)
    hers.post(address, {**first, "where_to": "released", "ends_on": "yesterday"})

    response = his.post(address, {**second, "where_to": "released", "ends_on": "today"})

    assert response.status_code == 409
    assert CustodyStay.objects.get().ends_on < timezone.localdate()
    again = filled(response.context["form"])
    assert his.post(address, {**again, "keep_theirs": "ends_on"}).status_code == 302
    assert CustodyStay.objects.get().ends_on < timezone.localdate()


def test_a_role_that_ended_meanwhile_says_so(his, second_administrator, officer):
    membership = officer.memberships.get()
    address = reverse("agencies:membership-change", args=[membership.uuid])
    typed = {**sent(his, address), "role": "manager"}
    end = reverse("agencies:membership-end", args=[membership.uuid])
    second_administrator.post(end, {"reason": "Left"})

    response = his.post(address, typed)

    assert response.status_code == 200
    assert "has ended" in text(response)


# ---- At the same moment -------------------------------------------------------------------------
def test_of_two_at_the_same_moment_one_is_asked(live_database):
    manager = member(TeamFactory(), Membership.Role.MANAGER)
    phone = PhoneFactory(profile=make_person(by=manager), number=NUMBER)
    address = edit(phone, "phones")
    desks = [at_desk(manager), at_desk(manager)]
    pages = [sent(desk, address) for desk in desks]

    def act(number):
        typed = {**pages[number], "note": f"Note {number}"}
        return lambda: desks[number].post(address, typed).status_code

    answers = together(act(0), act(1))

    assert sorted(answers) == [302, 409]
    winner = answers.index(302)
    assert Phone.objects.get(pk=phone.pk).note == f"Note {winner}"


# ---- The parts ----------------------------------------------------------------------------------
def test_merge_takes_mine_keeps_theirs_and_asks(db, officer):
    opened = Opened.of({"name": "Priya Nandra", "phone": "", "email": "a@example.org"})
    officer.phone, officer.email = NUMBER, "b@example.org"

    merged = merge(officer, {"name": "PC Nandra", "phone": ""}, opened)
    assert merged == {"name": "PC Nandra", "phone": NUMBER}
    with pytest.raises(StaleEditError) as stale:
        merge(officer, {"name": "PC Nandra", "email": "c@example.org"}, opened)
    assert stale.value.clashes == ["email"]
    assert merge(officer, {"email": "c@example.org"}, None) == {"email": "c@example.org"}


def test_fingerprints_are_read_as_they_were_written():
    opened = Opened.of({"name": "A", "areas": [], "is_discreet": False, "day": None})

    assert Opened.read(str(opened)).prints == opened.prints
    assert not opened.differs("day", "")
    assert opened.differs("is_discreet", True)
