"""The same for what administrators edit, and for what is gone meanwhile."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.tests.factories import give
from agencies.models import Membership, Team
from agencies.tests.factories import TeamFactory, member
from core.stale import Opened, StaleEditError, merge
from profiles.models import CustodyStay, Phone, SavedView
from profiles.tests.factories import (
    CustodyStayFactory,
    PhoneFactory,
    make_person,
)
from tests.editing import filled, sent
from tests.stale.editing_at_once import NUMBER, OTHER, at_desk, both_open, edit, text
from tests.together import together

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize(
    "odd", ["[" * 4000, '{"a": ' * 600, '{"name": [1]}', "9" * 5000, "\x00", "[]"]
)
def test_what_no_page_wrote_counts_as_nothing_known(odd):
    assert not Opened.read(odd).is_known
