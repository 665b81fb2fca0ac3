"""Saved views: the filters of the list of people, under a name, for their owner alone."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from agencies.tests.factories import member
from audit.models import Event
from profiles import services
from profiles.models import SavedView
from profiles.tests.factories import RiskAssessmentFactory, SavedViewFactory

pytestmark = pytest.mark.slow

NEW = "/profiles/saved/new/"
HIGH = "risk=high&sort=-activity"


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def view(officer):
    return SavedViewFactory(user=officer)


def test_the_filters_in_the_address_are_kept_and_lead_back(signed_in, officer):
    page = signed_in.get("/profiles/", {"risk": "high", "sort": "-activity"})
    assert f'href="{NEW}?risk=high&amp;sort=-activity"' in page.content.decode()

    saved = signed_in.post(f"{NEW}?{HIGH}", {"name": "High risk"})

    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (officer, "High risk", HIGH)
    assert saved.url == f"/profiles/?{HIGH}"
    assert Event.objects.filter(verb="saved_view.added", actor_id=officer.pk).count() == 1
    again = signed_in.get(saved.url).content.decode()
    assert '<b aria-current="true">High risk</b>' in again
    assert "Save this view" not in again


def test_only_filters_of_the_list_are_kept(signed_in):
    signed_in.post(f"{NEW}?risk=high&colour=red&after=abc&team=999999&mine=on", {"name": "Mine"})

    assert SavedView.objects.get().query == "mine=on&risk=high"


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        (HIGH, "", "Enter a name"),
        (HIGH, "  ", "Enter a name"),
        (HIGH, "x" * 61, "60 characters"),
        (HIGH, "monday LIST", "You have a saved view of this name"),
        ("colour=red", "Red", "No filter is in use"),
        ("", "Everyone", "No filter is in use"),
    ],
)
def test_what_cannot_be_saved_is_said_and_what_was_typed_stays(
    signed_in, view, query, name, message
):
    answer = signed_in.post(f"{NEW}?{query}", {"name": name})

    page = answer.content.decode()
    assert message in page
    if query == HIGH and name.strip():
        assert f'value="{name}"' in page
    assert SavedView.objects.count() == 1


def test_two_people_may_use_one_name(view, outsider):
    services.save_view(by=outsider, name=view.name, query=HIGH)

    assert SavedView.objects.count() == 2


def test_at_most_thirty(officer):
    for number in range(SavedView.MOST):
        SavedViewFactory(user=officer, name=f"View {number}")

    with pytest.raises(ValidationError, match="30 saved views"):
        services.save_view(by=officer, name="One more", query=HIGH)


def test_it_is_renamed_and_deleted_and_each_is_an_event(signed_in, view, officer):
    signed_in.post(f"/profiles/saved/{view.uuid}/", {"name": "Tuesday list"})
    view.refresh_from_db()
    assert view.name == "Tuesday list"
    # Its own name in other letters is no other view's.
    signed_in.post(f"/profiles/saved/{view.uuid}/", {"name": "TUESDAY list"})

    signed_in.post(f"/profiles/saved/{view.uuid}/delete/")
    assert not SavedView.objects.exists()

    done = Event.objects.filter(verb__startswith="saved_view.", actor_id=officer.pk).order_by("pk")
    assert [event.verb for event in done if ":" not in event.verb] == [
        "saved_view.renamed",
        "saved_view.renamed",
        "saved_view.deleted",
    ]
    # A name of a view can name a person: the log says that there was one, not what it said.
    assert "list" not in str([(event.target_label, event.detail) for event in done])


@pytest.mark.parametrize("path", ["", "delete/"])
def test_somebody_elses_is_as_if_it_never_was(client, view, colleague, manager, path):
    for other in (colleague, manager):
        client.force_login(other)
        assert client.post(f"/profiles/saved/{view.uuid}/{path}", {"name": "x"}).status_code == 404
        assert view.name not in client.get("/profiles/saved/").content.decode()
        assert view.name not in client.get("/profiles/").content.decode()
    assert SavedView.objects.get() == view


@pytest.mark.parametrize("act", ["rename_view", "delete_view"])
def test_the_service_refuses_others(view, colleague, act):
    more = {"name": "x"} if act == "rename_view" else {}

    with pytest.raises(Http404):
        getattr(services, act)(view=view, by=colleague, **more)


def test_it_shows_whom_its_owner_sees_today(client, view, person, officer, outsider):
    RiskAssessmentFactory(profile=person)
    client.force_login(officer)
    assert person.reference in client.get(view.get_absolute_url()).content.decode()

    client.force_login(outsider)
    assert person.reference not in client.get(view.get_absolute_url()).content.decode()


def test_a_view_whose_filter_is_gone_opens_and_says_so(signed_in, person, officer):
    view = SavedViewFactory(user=officer, query="warning=withdrawn")

    page = signed_in.get(view.get_absolute_url()).content.decode()

    assert "Left out: Warnings." in page
    assert person.reference in page


def test_the_list_of_none_and_of_some(signed_in, officer):
    assert "No saved views yet." in signed_in.get("/profiles/saved/").content.decode()

    SavedViewFactory(user=officer)
    SavedViewFactory(user=member(officer.acting_team), name="Theirs")

    page = signed_in.get("/profiles/saved/").content.decode()
    assert "Monday list" in page
    assert "Theirs" not in page
