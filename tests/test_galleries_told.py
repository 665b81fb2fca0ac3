"""Who is told of people on galleries and of offers of help, how urgently, and in which words."""
# ruff: noqa: F811 - fixtures are asked for by their names

import pytest
from django.urls import reverse

from access.services import exclude_person
from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import member
from alerts.models import Level, Notice
from alerts.tests.reading import read_by
from audit.jobs import drain_deliveries
from audit.models import Event
from galleries import services
from galleries.models import Entry, Gallery
from galleries.tests.conftest import add, curator, entry, gallery, sussex  # noqa: F401
from galleries.tests.factories import OfferFactory, leave, risk
from profiles.tests.factories import ProfilePhotoFactory

pytestmark = pytest.mark.slow

PEOPLE = ("owner", "curators", "audience", "beside", "apart", "distant")


def told(sussex):
    """Who has a notice that shows, and how many."""
    drain_deliveries()
    found = {}
    for name in PEOPLE:
        number = Notice.objects.visible_to(getattr(sussex, name)).count()
        if number:
            found[name] = number
    return found


def test_the_audience_and_the_neighbours_are_told_of_high_risk_once(entry, sussex):
    # The curator added her.
    assert told(sussex) == {"owner": 1, "audience": 1, "beside": 1}
    assert told(sussex) == {"owner": 1, "audience": 1, "beside": 1}
    assert read_by(sussex.beside) == [
        "Adur Safeguarding added Ellie Marchwood (Vulnerable people, Sussex) at high risk"
    ]
    assert set(Notice.objects.values_list("level", flat=True)) == {Level.HIGH}


def test_the_highest_level_is_critical(add, sussex):
    add("very-high")

    drain_deliveries()
    assert set(Notice.objects.values_list("level", flat=True)) == {Level.CRITICAL}
    assert read_by(sussex.beside)[0].endswith(" at very high risk")


def test_of_a_lower_risk_the_managing_team_is_told_until_it_is_raised(add, sussex, curator):
    entry = add("medium")
    assert told(sussex) == {"owner": 1}

    services.edit_entry(entry=entry, by=curator, reason="Seen with older men")
    assert told(sussex) == {"owner": 1}
    services.edit_entry(entry=entry, by=curator, risk=risk("high"))
    assert told(sussex) == {"owner": 2, "audience": 1, "beside": 1}
    assert read_by(sussex.beside)[0].startswith("Adur Safeguarding raised the risk of")


def test_each_is_told_why_it_is_they(entry, sussex):
    drain_deliveries()

    assert dict(Notice.objects.values_list("recipient", "why")) == {
        sussex.owner.pk: "Your team manages the record.",
        sussex.audience.pk: "Your team sees this gallery.",
        sussex.beside.pk: "Your team works in an area that borders the managing team’s area.",
    }


@pytest.mark.parametrize("address", ["/", "/alerts/"])
def test_help_is_offered_from_the_alert_by_other_teams(client, entry, sussex, address):
    drain_deliveries()
    offer = reverse("galleries:offer", args=[entry.gallery.slug, entry.uuid])

    def alert_of(user):
        client.force_login(user)
        return client.get(address).content.decode()

    assert f'href="{offer}"' in alert_of(sussex.beside)
    assert offer not in alert_of(sussex.owner)

    OfferFactory(entry=entry, by=sussex.beside)
    assert offer not in alert_of(sussex.beside)
    assert "You have offered help." in alert_of(sussex.beside)
    assert f'href="{offer}"' in alert_of(sussex.audience)


@pytest.mark.parametrize("shows_photo", [True, False])
def test_an_alert_shows_the_photo_where_the_tile_does(client, gallery, entry, sussex, shows_photo):
    drain_deliveries()
    ProfilePhotoFactory(profile=entry.profile)
    Gallery.objects.filter(pk=gallery.pk).update(shows_photo=shows_photo)
    client.force_login(sussex.beside)
    photo = reverse("galleries:photo", args=[entry.gallery.slug, entry.uuid])

    page = client.get("/alerts/").content.decode()

    assert (photo in page) is shows_photo
    assert ('class="ecins-face' in page) is shows_photo


def test_no_help_is_offered_to_who_has_left_the_gallery(client, entry, sussex, curator):
    drain_deliveries()
    leave(entry, curator)
    client.force_login(sussex.beside)

    page = client.get("/alerts/").content.decode()

    assert "added Ellie Marchwood" in page
    assert "They have left the gallery since." in page
    assert "Offer help" not in page


@pytest.mark.parametrize(
    ("names", "called"),
    [("initials", "E. M. (Vulnerable people, Sussex)"), ("none", "a person on Vulnerable people")],
)
def test_a_notice_names_the_person_as_the_tile_does(gallery, entry, sussex, names, called):
    Gallery.objects.filter(pk=gallery.pk).update(names=names)

    (words,) = read_by(sussex.beside)
    assert called in words
    assert "Marchwood" not in words


def test_the_notice_leads_to_the_entry(client, entry, sussex):
    drain_deliveries()
    client.force_login(sussex.beside)
    for address in ("/", "/alerts/"):
        assert "added Ellie Marchwood" in client.get(address).content.decode()
    notice = Notice.objects.get(recipient=sussex.beside)

    response = client.post(f"/alerts/{notice.uuid}/", {"open": "1"}, follow=True)

    assert response.redirect_chain[-1][0] == entry.get_absolute_url()
    assert "Offer help" in response.content.decode()


def test_the_list_of_alerts_counts_as_a_look_at_the_person_named(client, entry, sussex):
    drain_deliveries()
    client.force_login(sussex.beside)

    assert "Ellie Marchwood" in client.get("/alerts/").content.decode()
    assert Event.objects.order_by("-pk").first().subjects == [entry.profile_id]


def test_who_is_excluded_is_not_told(gallery, sussex, curator, add):
    entry = add("medium")
    manager = member(sussex.teams.owner, Membership.Role.MANAGER)
    exclude_person(obj=entry.profile, by=manager, user=sussex.beside, reason="A cousin")
    services.edit_entry(entry=entry, by=curator, risk=risk("high"))

    assert "beside" not in told(sussex)
    assert not Notice.objects.filter(recipient=sussex.beside).exists()


def test_a_notice_about_somebody_since_restricted_shows_no_more(entry, sussex):
    assert "beside" in told(sussex)
    restrict(entry.profile, member(sussex.teams.owner, Membership.Role.MANAGER))

    assert told(sussex) == {}


def test_offers_tell_the_managing_team_and_answers_who_offered(entry, sussex):
    offer = OfferFactory(entry=entry, by=sussex.beside)
    colleague = member(sussex.teams.owner)

    assert read_by(sussex.owner)[-1] == (
        "Brighton ASB offers help: Ellie Marchwood (Vulnerable people, Sussex)"
    )
    assert read_by(colleague)[-1] == read_by(sussex.owner)[-1]
    assert told(sussex)["audience"] == 1

    services.answer_offer(offer=offer, by=sussex.owner, accepts=True)
    assert read_by(sussex.beside)[-1].startswith(
        "Adur Vulnerability Team accepted your offer of help"
    )
    # It asks for no answer any more.
    new = Notice.objects.visible_to(colleague).new()
    assert not new.filter(event__verb="gallery.offer_made").exists()


def test_who_left_a_week_ago_is_no_notice_any_more(entry, sussex, curator):
    drain_deliveries()
    entry = leave(entry, curator)
    assert "beside" in told(sussex)

    entry.left_at = entry.left_at.replace(year=entry.left_at.year - 1)
    entry.save()
    assert told(sussex) == {"owner": 1}
    assert Entry.objects.visible_to(sussex.owner).exists()
