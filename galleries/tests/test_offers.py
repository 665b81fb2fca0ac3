"""Offers of help: made by other teams, answered by the managing team, each kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agencies.models import Membership
from agencies.tests.factories import member
from core import once
from galleries import services
from galleries.models import Entry, Offer
from galleries.tests.factories import OfferFactory, leave
from profiles.models import Profile

TYPED = {"words": "We can visit on Tuesdays.", "phone": "01632 960 177"}


def of(entry, name="entry", *more):
    return reverse(f"galleries:{name}", args=[entry.gallery.slug, entry.uuid, *more])


def page(client, user, address):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def offer(entry, sussex):
    return OfferFactory(entry=entry, by=sussex.beside)


def test_a_neighbour_offers_help_from_the_tile(client, entry, sussex):
    client.force_login(sussex.beside)

    response = client.post(of(entry, "offer"), TYPED, follow=True)

    assert "Offered. You are told what they answer." in response.content.decode()
    offer = Offer.objects.get()
    assert (offer.by, offer.by_team) == (sussex.beside, sussex.teams.beside)


def test_each_reads_the_offers_that_concern_them(client, offer, entry, sussex):
    for user in (sussex.owner, sussex.beside, member(sussex.teams.beside)):
        words = page(client, user, of(entry))
        assert "We can visit on Tuesdays." in words
        assert "01632 960 177" in words

    words = page(client, sussex.audience, of(entry))
    assert "1 offer of help" in words
    assert "We can visit" not in words
    assert "01632 960 177" not in words
    assert "1 offer of help" in page(client, sussex.audience, "/galleries/vulnerable/")


def test_five_practitioners_offer_and_each_offer_is_kept(client, entry, sussex):
    for number in range(5):
        neighbour = member(sussex.teams.beside)
        OfferFactory(entry=entry, by=neighbour, words=f"Offer {number}")

    words = page(client, sussex.owner, of(entry))
    assert all(f"Offer {number}" in words for number in range(5))
    assert "5 offers of help" in page(client, sussex.audience, "/galleries/vulnerable/")
    entry.profile.refresh_from_db()
    assert entry.profile.owner_team == sussex.teams.owner


def test_the_managing_team_is_led_to_what_it_has_to_answer(client, offer, entry, sussex):
    assert "Answer it" in page(client, sussex.owner, "/galleries/vulnerable/")
    home = page(client, sussex.owner, "/")
    assert "Answer an offer of help" in home
    assert of(entry, "answer", offer.uuid) in home
    assert "Answer an offer of help" not in page(client, sussex.beside, "/")


@pytest.mark.parametrize(
    ("answer", "words", "state"),
    [("accept", "Please ring Kim.", "accepted"), ("decline", "We have enough.", "declined")],
)
def test_the_managing_team_answers(client, offer, entry, sussex, answer, words, state):
    client.force_login(sussex.owner)

    client.post(of(entry, "answer", offer.uuid), {"answer": answer, "words": words})

    offer.refresh_from_db()
    assert (offer.state, offer.answer, offer.answered_by) == (state, words, sussex.owner)
    assert words in page(client, sussex.beside, of(entry))
    assert words not in page(client, sussex.audience, of(entry))


def test_accepting_gives_no_access_and_changes_no_owner(client, offer, entry, sussex):
    assert "Accepting gives no access" in page(
        client, sussex.owner, of(entry, "answer", offer.uuid)
    )

    services.answer_offer(offer=offer, by=sussex.owner, accepts=True)

    entry.profile.refresh_from_db()
    assert entry.profile.owner_team == sussex.teams.owner
    assert entry.profile not in Profile.objects.visible_to(sussex.beside)


def test_an_administrator_of_the_managing_team_offers_for_the_team_they_practise_in(entry, sussex):
    both = sussex.audience
    Membership.objects.create(
        user=both, team=sussex.teams.owner, role=Membership.Role.ADMINISTRATOR
    )
    both = type(both).objects.get(pk=both.pk)

    offer = services.offer_help(entry=entry, by=both, words="A visit.", phone="01632 960 100")

    assert offer.by_team == sussex.teams.audience
    with pytest.raises(PermissionDenied):
        services.answer_offer(offer=offer, by=both, accepts=True)


def test_only_other_teams_offer_and_only_the_managing_team_answers(client, offer, entry, sussex):
    client.force_login(sussex.owner)
    assert client.post(of(entry, "offer"), TYPED).status_code == 403

    client.force_login(sussex.beside)
    answer = of(entry, "answer", offer.uuid)
    assert client.post(answer, {"answer": "accept"}).status_code == 403
    client.force_login(sussex.audience)
    assert client.get(answer).status_code == 404
    with pytest.raises(PermissionDenied):
        services.answer_offer(offer=offer, by=sussex.beside, accepts=True)


def test_the_first_answer_counts_and_the_second_is_told(client, offer, entry, sussex):
    client.force_login(sussex.owner)
    services.answer_offer(offer=offer, by=member(sussex.teams.owner, name="Bo"), accepts=True)

    response = client.post(
        of(entry, "answer", offer.uuid), {"answer": "decline", "words": "Not now"}
    )

    words = response.content.decode()
    assert "Bo accepted this offer" in words
    assert "Nothing was changed." in words
    assert "Not now" in words
    offer.refresh_from_db()
    assert offer.state == "accepted"


def test_an_offer_on_an_entry_that_is_over_is_refused_with_the_text_kept(
    client, entry, sussex, curator
):
    leave(entry, curator)
    client.force_login(sussex.beside)

    response = client.post(of(entry, "offer"), TYPED)

    words = response.content.decode()
    assert response.status_code == 200
    assert "This person left the gallery" in words
    assert "We can visit on Tuesdays." in words
    assert "01632 960 177" in words
    assert not Offer.objects.exists()


def test_one_offer_waits_at_a_time(offer, entry, sussex):
    with pytest.raises(ValidationError, match="still waits for an answer"):
        OfferFactory(entry=entry, by=sussex.beside)

    services.answer_offer(offer=offer, by=sussex.owner, accepts=False, words="Not this week")
    OfferFactory(entry=entry, by=sussex.beside)
    assert Offer.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"words": ""}, "Answer “What can you offer?”"),
        ({"words": "x" * 1001}, "1000 characters or fewer"),
        ({"phone": ""}, "Enter"),
        ({"phone": "the desk"}, "Enter a telephone number, like 01632 960 001"),
        ({"phone": "1" * 31}, "30 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_by_the_field(client, entry, sussex, sent, says):
    client.force_login(sussex.beside)

    response = client.post(of(entry, "offer"), {**TYPED, **sent})

    assert response.status_code == 200
    assert says in response.content.decode()
    assert not Offer.objects.exists()


def test_a_reason_is_needed_to_decline(client, offer, entry, sussex):
    client.force_login(sussex.owner)
    address = of(entry, "answer", offer.uuid)

    assert (
        "Enter why you are declining it"
        in client.post(address, {"answer": "decline"}).content.decode()
    )
    assert "Choose whether you accept" in client.post(address, {}).content.decode()
    with pytest.raises(ValidationError):
        services.answer_offer(offer=offer, by=sussex.owner, accepts=False)


def test_a_double_click_offers_once(client, entry, sussex):
    client.force_login(sussex.beside)
    token = client.get(of(entry, "offer")).context["form"].once

    for _ in range(2):
        assert client.post(of(entry, "offer"), {**TYPED, once.FIELD: token}).status_code == 302

    assert Offer.objects.count() == 1


def test_offers_stay_when_the_record_goes_to_another_team(offer, entry, sussex):
    entry.profile.owner_team = sussex.teams.audience
    entry.profile.save()

    assert offer in Offer.objects.visible_to(sussex.audience)
    assert offer in Offer.objects.visible_to(sussex.beside)
    assert offer not in Offer.objects.visible_to(sussex.owner)
    assert Entry.objects.visible_to(sussex.audience).exists()
