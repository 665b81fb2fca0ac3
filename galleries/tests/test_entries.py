"""People are added by curators who may read their records; edited, confirmed, taken off."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give, restrict
from agencies.tests.factories import member
from audit.models import Event
from core import once
from galleries import services
from galleries.models import Entry, LeaveReason
from galleries.tests.factories import GalleryFactory, leave, risk
from profiles.models import Profile
from profiles.tests.factories import make_person

ADD = "/galleries/vulnerable/add/"


@pytest.fixture
def person(sussex):
    return make_person(by=sussex.owner, team=sussex.teams.owner)


@pytest.fixture
def hidden(sussex):
    """A person whom the curator may not read."""
    return make_person(by=sussex.distant, team=sussex.teams.distant)


def of(entry, name="entry"):
    return reverse(f"galleries:{name}", args=[entry.gallery.slug, entry.uuid])


def typed(level="high", reason="Home taken over by dealers"):
    return {"risk": risk(level).pk, "reason": reason}


def words_of(response):
    return response.content.decode()


# ---- Adding -------------------------------------------------------------------------------------
def test_a_curator_finds_and_adds_a_person(client, gallery, person, curator):
    client.force_login(curator)

    found = words_of(client.get(ADD, {"q": person.surname}))
    assert f"?person={person.uuid}" in found
    client.post(f"{ADD}?person={person.uuid}", typed())

    entry = Entry.objects.get()
    assert (entry.profile, entry.gallery) == (person, gallery)
    assert entry.review_on == timezone.localdate() + datetime.timedelta(days=28)
    assert entry.managing_team == person.owner_team
    event = Event.objects.get(verb="gallery.entry_added")
    assert (event.subjects, event.operation) == ([person.pk], "disclosure")


def test_a_person_the_curator_may_not_read_answers_like_nobody(client, gallery, hidden, curator):
    client.force_login(curator)
    absent = "11111111-1111-4111-8111-111111111111"

    answers = []
    for uuid in (hidden.uuid, absent):
        sent = client.post(f"{ADD}?person={uuid}", typed())
        asked = client.get(f"{ADD}?person={uuid}")
        found = client.get(ADD, {"q": hidden.reference})
        answers.append([one.status_code for one in (sent, asked, found)])
        assert "No person found." in words_of(sent)
        assert "Home taken over by dealers" in words_of(sent)
        assert "No person found." in words_of(asked)

    assert answers[0] == answers[1]
    assert not Entry.objects.exists()
    with pytest.raises(ValidationError, match="No person found"):
        services.add_entry(
            gallery=gallery, by=curator, profile=hidden, risk=risk(), reason="Wanted"
        )


def test_only_curators_add(client, gallery, person, sussex):
    client.force_login(sussex.audience)
    assert client.get(ADD).status_code == 403

    with pytest.raises(PermissionDenied):
        services.add_entry(
            gallery=gallery, by=sussex.owner, profile=person, risk=risk(), reason="Wanted"
        )
    with pytest.raises(Http404):
        services.add_entry(
            gallery=gallery, by=sussex.distant, profile=person, risk=risk(), reason="Wanted"
        )


def test_a_curator_of_another_gallery_adds_nobody_to_this_one(client, gallery, sussex):
    GalleryFactory(curators=[sussex.teams.audience])
    client.force_login(sussex.audience)

    assert client.get(gallery.get_absolute_url()).status_code == 200
    assert client.get(ADD).status_code == 403


def test_nobody_is_added_to_a_closed_gallery(client, gallery, person, curator):
    gallery.is_closed = True
    gallery.save()
    client.force_login(curator)

    answer = words_of(client.post(f"{ADD}?person={person.uuid}", typed()))

    assert "This gallery is closed: nobody can be added to it." in answer
    assert "Home taken over by dealers" in answer
    assert not Entry.objects.exists()


def test_nobody_is_on_a_gallery_twice(client, entry, curator):
    client.force_login(curator)

    answer = words_of(client.post(f"{ADD}?person={entry.profile.uuid}", typed()))
    assert "This person is on the gallery already." in answer

    leave(entry, curator)
    client.post(f"{ADD}?person={entry.profile.uuid}", typed())
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"risk": "", "reason": "Wanted"}, "Choose the risk"),
        ({"risk": "999999", "reason": "Wanted"}, "risk"),
        ({"reason": ""}, "Answer “Why are they here?”"),
        ({"reason": "x" * 201}, "200 characters or fewer"),
    ],
)
def test_what_is_missing_or_wrong_is_said_by_the_field(
    client, gallery, person, curator, sent, says
):
    client.force_login(curator)

    response = client.post(f"{ADD}?person={person.uuid}", {**typed(), **sent})

    assert response.status_code == 200
    assert "There is a problem" in words_of(response)
    assert says in words_of(response)
    assert not Entry.objects.exists()


def test_a_double_click_adds_once(client, gallery, person, curator):
    client.force_login(curator)
    address = f"{ADD}?person={person.uuid}"
    token = client.get(address).context["form"].once

    for _ in range(2):
        response = client.post(address, {**typed(), once.FIELD: token})
        assert response.status_code == 302

    assert Entry.objects.count() == 1


# ---- Editing and confirming ---------------------------------------------------------------------
def test_an_entry_is_edited_and_its_page_says_so(client, entry, curator):
    client.force_login(curator)

    opened = client.get(of(entry, "edit")).context["form"]["opened"].value()
    sent = typed("medium", "Harassed by a former partner")
    client.post(of(entry, "edit"), {**sent, "opened": opened})

    words = words_of(client.get(of(entry)))
    assert "Medium risk" in words
    assert "Harassed by a former partner" in words
    assert "Edited an entry on a gallery" in words
    assert "from High to Medium" in words


def test_two_who_edit_at_once_lose_neither_text(client, entry, curator):
    client.force_login(curator)
    form = client.get(of(entry, "edit")).context["form"]
    opened = form["opened"].value()
    services.edit_entry(entry=entry, by=curator, reason="Evicted on Friday")

    response = client.post(of(entry, "edit"), {**typed(reason="In hospital"), "opened": opened})

    assert response.status_code == 409
    assert "Evicted on Friday" in words_of(response)
    assert "In hospital" in words_of(response)


def test_a_review_begins_the_period_again(client, entry, curator):
    entry.review_on = timezone.localdate() - datetime.timedelta(days=3)
    entry.save()
    client.force_login(curator)

    client.post(of(entry, "review"), {})

    entry.refresh_from_db()
    assert entry.review_on == timezone.localdate() + datetime.timedelta(days=28)
    assert Event.objects.filter(verb="gallery.entry_reviewed").count() == 1


@pytest.mark.parametrize("name", ["edit", "review", "leave"])
def test_the_audience_changes_nothing(client, entry, sussex, name):
    client.force_login(sussex.audience)

    assert client.get(of(entry, name)).status_code == 403
    assert client.post(of(entry, name), typed()).status_code == 403


# ---- Leaving ------------------------------------------------------------------------------------
def test_the_managing_team_takes_somebody_off_with_the_reason(client, entry, sussex):
    client.force_login(sussex.owner)
    reason = LeaveReason.objects.get(code="risk-reduced")

    client.post(of(entry, "leave"), {"reason": reason.pk, "words": "Moved in with her aunt."})

    client.force_login(sussex.audience)
    for address in (of(entry), entry.gallery.get_absolute_url()):
        words = words_of(client.get(address))
        assert "Left the gallery" in words
        assert "risk has reduced" in words
        assert "Ask for access" not in words
        assert "Offer help" not in words


def test_who_contributes_to_the_record_by_a_grant_does_not_take_off(entry, sussex):
    give(entry.profile, _manager(entry), sussex.teams.audience, level=Level.CONTRIBUTE)

    assert entry.profile in Profile.objects.visible_to(sussex.audience)
    with pytest.raises(PermissionDenied):
        leave(entry, sussex.audience)


def test_a_colleague_who_only_reads_a_restricted_record_does_not_take_off(entry, sussex):
    colleague, manager = member(sussex.teams.owner), _manager(entry)
    restrict(entry.profile, manager)
    give(entry.profile, manager, colleague, named=True)

    assert Entry.objects.visible_to(colleague).filter(pk=entry.pk).exists()
    with pytest.raises(PermissionDenied):
        leave(entry, colleague)


def _manager(entry):
    from_team = entry.profile.owner_team.memberships.first()
    from_team.role = "manager"
    from_team.save()
    return type(from_team.user).objects.get(pk=from_team.user_id)


def test_who_comes_second_is_told_that_they_have_left(client, entry, curator):
    leave(entry, curator)
    client.force_login(curator)

    for name, sent in (("edit", typed(reason="Evicted")), ("review", {})):
        answer = words_of(client.post(of(entry, name), sent))
        assert "This person left the gallery" in answer
    assert entry.history.count() == 2
