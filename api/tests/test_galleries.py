"""Galleries, by the API: as their audience sees them, added to by their curators."""

import pytest

from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import member
from api.tests.factories import program_of
from audit.models import Event
from galleries.models import Gallery
from galleries.tests.conftest import add, curator, entry, gallery, sussex
from galleries.tests.factories import GalleryFactory, OfferFactory, leave
from profiles.tests.factories import make_person

__all__ = ["add", "curator", "entry", "gallery", "sussex"]

HERE = "/api/v1/galleries/vulnerable/"
ENTRIES = f"{HERE}entries/"


@pytest.fixture
def audience(sussex, gallery):
    return program_of(sussex.teams.audience).program


@pytest.fixture
def curators(sussex, gallery):
    return program_of(sussex.teams.curators).program


@pytest.fixture
def owners(sussex):
    return program_of(sussex.teams.owner).program


def of(entry, rest=""):
    return f"{ENTRIES}{entry.uuid}/{rest}"


# ---- Reading ------------------------------------------------------------------------------------
def test_the_galleries_of_the_reader_with_how_many_are_on_them(audience, entry):
    GalleryFactory(slug="of-others")

    told = audience.get("/api/v1/galleries/").json()

    (row,) = told["results"]
    assert (row["slug"], row["number"], row["high"], told["count"]) == ("vulnerable", 1, 1, "1")
    assert audience.get("/api/v1/galleries/of-others/").status_code == 404
    assert audience.get(row["url"]).json()["title"] == "Vulnerable people, Sussex"


def test_the_list_of_galleries_goes_on_after_a_page(audience, gallery, sussex):
    GalleryFactory(slug="another", title="Wanted", teams=[sussex.teams.audience])

    first = audience.get("/api/v1/galleries/", {"limit": "1"}).json()
    second = audience.get(first["next"]).json()

    found = [row["slug"] for row in first["results"] + second["results"]]
    assert (found, second["next"]) == (["vulnerable", "another"], None)


def test_the_audience_sees_who_is_on_it(audience, entry):
    told = audience.get(ENTRIES).json()

    (row,) = told["results"]
    assert (row["name"], row["risk"]["code"]) == ("Ellie Marchwood", "high")
    assert (row["team"], row["person"]) == ("Adur Vulnerability Team", None)
    assert audience.get(row["url"]).json() == row
    assert Event.objects.latest("pk").subjects == [entry.profile_id]


@pytest.mark.parametrize(("names", "name"), [("initials", "E. M."), ("none", "A person")])
def test_names_are_as_the_gallery_shows_them(audience, entry, gallery, names, name):
    gallery.names = names
    gallery.save()

    answers = [audience.get(ENTRIES), audience.get(of(entry))]

    assert answers[1].json()["name"] == name
    assert not any("Marchwood" in answer.content.decode() for answer in answers)


def test_the_entries_have_the_filters_of_the_page(audience, entry):
    assert audience.get(ENTRIES, {"risk": "high"}).json()["count"] == "1"
    low = audience.get(ENTRIES, {"risk": "low"}).json()
    assert (low["count"], low["results"]) == ("0", [])
    assert audience.get(ENTRIES, {"order": "newest"}).json()["count"] == "1"
    assert audience.get(ENTRIES, {"order": "purple"}).status_code == 400


def test_the_entries_go_on_after_a_page(audience, entry, add):
    add(level="medium", forenames="Tom", surname="Wensum")

    first = audience.get(ENTRIES, {"limit": "1"}).json()
    second = audience.get(first["next"]).json()

    found = [row["name"] for row in first["results"] + second["results"]]
    assert (found, second["next"]) == (["Ellie Marchwood", "Tom Wensum"], None)


def test_others_see_nothing_of_it(entry, sussex):
    distant = program_of(sussex.teams.distant).program

    assert distant.get("/api/v1/galleries/").json()["results"] == []
    assert [distant.get(at).status_code for at in (HERE, ENTRIES, of(entry))] == [404] * 3


def test_a_restricted_person_is_not_on_it_for_the_audience(audience, entry, sussex):
    restrict(entry.profile, member(sussex.teams.owner, Membership.Role.MANAGER))

    assert audience.get(ENTRIES).json()["results"] == []
    assert audience.get(of(entry)).status_code == 404


# ---- Writing ------------------------------------------------------------------------------------
def test_a_curator_adds_somebody_whose_record_they_read(sussex, gallery):
    gallery.curators.add(sussex.teams.owner)
    person = make_person(by=sussex.owner, team=sussex.teams.owner)
    owners = program_of(sussex.teams.owner).program
    sent = {"person": str(person.uuid), "risk": "high", "reason": "Repeat doorstep fraud"}

    answer = owners.post(ENTRIES, sent)

    assert answer.status_code == 201, answer.content
    assert answer.json()["person"] == str(person.uuid)
    assert owners.get(answer["Location"]).json() == answer.json()
    assert owners.post(ENTRIES, sent).status_code == 422


def test_nobody_is_added_who_is_not_named_or_not_read(curators, gallery, sussex):
    hidden = make_person(by=sussex.distant, team=sussex.teams.distant)
    sent = {"risk": "high", "reason": "Repeat doorstep fraud"}

    answers = [
        curators.post(ENTRIES, sent),
        curators.post(ENTRIES, {**sent, "person": str(hidden.uuid)}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[1].json()["errors"][0]["field"] == "person"
    assert not gallery.entries.exists()


def test_the_audience_adds_nobody(audience, gallery):
    assert audience.post(ENTRIES, {}).status_code == 403


def test_a_curator_confirms_and_changes_an_entry(curators, entry):
    read = curators.get(of(entry))

    changed = curators.patch(of(entry), {"reason": "Cuckooed"}, **{"if-match": read["ETag"]})
    again = curators.patch(of(entry), {"reason": "No"}, **{"if-match": read["ETag"]})

    assert (changed.status_code, changed.json()["reason"]) == (200, "Cuckooed")
    assert again.status_code == 412
    assert curators.post(of(entry, "review/")).status_code == 200
    assert Event.objects.filter(verb="gallery.entry_reviewed").count() == 1


def test_somebody_is_taken_off_with_a_reason(curators, entry):
    assert curators.post(of(entry, "leave/"), {}).status_code == 422

    answer = curators.post(of(entry, "leave/"), {"reason": "found", "words": "At her sister's"})

    assert (answer.status_code, answer.json()["left_reason"]["code"]) == (200, "found")
    assert curators.post(of(entry, "leave/"), {"reason": "found"}).status_code == 422


# ---- Offers of help -----------------------------------------------------------------------------
def test_help_is_offered_and_answered(audience, owners, entry):
    sent = {"words": "We can visit on Tuesdays.", "phone": "01632 960 177"}

    offered = audience.post(of(entry, "offers/"), sent)
    assert offered.status_code == 201, offered.content
    assert owners.get(of(entry, "offers/")).json()["results"] == [offered.json()]
    refused = owners.post(f"{offered['Location']}answer/", {"answer": "decline"})
    assert refused.status_code == 422
    answer = owners.post(f"{offered['Location']}answer/", {"answer": "accept"})

    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert audience.get(offered["Location"]).json()["state"] == "accepted"


def test_offers_of_one_team_are_not_read_by_another(audience, entry, sussex):
    offer = OfferFactory(entry=entry, by=sussex.beside)

    assert audience.get(of(entry, "offers/")).json()["results"] == []
    assert audience.get(of(entry, f"offers/{offer.uuid}/")).status_code == 404


def test_an_entry_and_an_offer_are_read_by_their_uuid_alone(audience, owners, entry, sussex):
    hidden = OfferFactory(entry=entry, by=sussex.beside)
    sent = {"words": "We can visit on Tuesdays", "phone": "01632 960 177"}
    told = audience.post(of(entry, "offers/"), sent).json()

    for program in (audience, owners):
        alone = program.get(f"/api/v1/entries/{entry.uuid}/")
        assert alone.json() == program.get(of(entry)).json()
        assert program.get(f"/api/v1/offers/{told['uuid']}/").json() == told
    assert audience.get(f"/api/v1/offers/{hidden.uuid}/").status_code == 404


def test_no_help_is_offered_for_who_has_left(audience, entry, curator):
    leave(entry, curator)

    assert audience.post(of(entry, "offers/"), {"words": "x", "phone": "1"}).status_code == 422
    assert Gallery.objects.get().entries.get().offers.count() == 0
