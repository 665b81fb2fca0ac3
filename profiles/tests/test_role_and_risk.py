"""A new record says what the person is to the partnership, and how much risk, in one go."""

import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from profiles import services
from profiles.models import Profile, RiskAssessment, RiskLevel, Role
from profiles.tests.factories import RiskLevelFactory
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow

NEW = reverse("profiles:create")


@pytest.fixture
def typed(police):
    return {"surname": "Zzyzx", "forenames": "Ann", "sex": "female", "team": police.pk}


def risky(**fields):
    level = RiskLevelFactory().pk
    return {"risk_level": level, "risk_of": "self-harm", "risk_why": "Two attempts.", **fields}


def test_roles_risk_and_number_are_saved_with_the_record(signed_in, typed, manager, police):
    roles = ["offender", "vulnerable"]

    response, _ = post(signed_in, NEW, **typed, **risky(), roles=roles, number="09/48211P")

    person = Profile.objects.get()
    assert response["Location"] == person.get_absolute_url()
    assert sorted(person.roles.values_list("kind", "source", "added_by")) == [
        (kind, police.name, manager.pk) for kind in roles
    ]
    risk = person.risk_assessments.get()
    assert (str(risk), risk.rationale) == ("High risk of self-harm", "Two attempts.")
    assert (risk.assessed_on, risk.written_by) == (timezone.localdate(), manager)
    assert person.identifiers.get().value == "2009/0048211P"
    page = html.unescape(signed_in.get(url("overview", person)).content.decode())
    assert "High risk" in page
    assert "Vulnerable" in page
    verbs = ["profile.created", *["detail.added"] * 3, "risk.assessed"]
    assert (
        list(
            Event.objects.filter(target_id=person.pk, operation__in=["collection", "alteration"])
            .order_by("pk")
            .values_list("verb", flat=True)
        )
        == verbs
    )


def test_who_says_so_is_kept(signed_in, typed):
    post(signed_in, NEW, **typed, roles=["victim"], role_source="Crime report 22/1")

    assert Role.objects.get().source == "Crime report 22/1"


def test_neither_is_needed(signed_in, typed):
    assert post(signed_in, NEW, **typed, risk_level="")[0].status_code == 302

    assert Profile.objects.exists()
    assert not Role.objects.exists()
    assert not RiskAssessment.objects.exists()


def test_not_assessed_is_chosen_at_first(signed_in):
    page = signed_in.get(NEW, {"surname": "Zzyzx", "forenames": "Ann"}).content.decode()

    boxes = re.findall(r'name="risk_level" type="radio" value="([^"]*)"( checked)?', page)
    assert boxes[0] == ("", " checked")
    assert {checked for _, checked in boxes[1:]} == {""}
    assert len(boxes) == RiskLevel.objects.offered().count() + 1
    assert "Not assessed" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"risk_of": ""}, "Enter what the risk is of"),
        ({"risk_why": ""}, "Enter your reasons"),
        ({"risk_level": ""}, "Choose the level of risk"),
        ({"risk_level": "0"}, "from the list"),
        ({"risk_of": "x" * 101}, "100 characters or fewer"),
        ({"roles": ["wizard"]}, "from the list"),
        ({"role_source": "x" * 201}, "200 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_stays(signed_in, typed, wrong, message):
    sent = {**typed, **risky(), "roles": ["offender"], "role_source": "Crime report", **wrong}

    response, page = post(signed_in, NEW, **sent)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message in page
    assert 'value="Ann"' in page
    if "roles" not in wrong:
        assert 'value="offender" checked' in " ".join(page.split())
    assert not Profile.objects.exists()


def test_what_was_ticked_comes_back_with_a_possible_duplicate(signed_in, typed, person):
    sent = {**typed, **risky(), "surname": "Pelworth", "forenames": "Jordan", "roles": ["victim"]}

    _, page = post(signed_in, NEW, **sent)

    assert "This person may have a record already" in page
    assert 'value="victim" checked' in " ".join(page.split())
    assert "Two attempts." in page


def test_it_is_all_or_nothing(manager, police):
    twice = [Role(kind="offender", source="A"), Role(kind="offender", source="B")]

    with pytest.raises(ValidationError, match="has that role already"):
        services.create_profile(by=manager, team=police, surname="Zzyzx", details=twice)

    assert not Profile.objects.exists()
    assert not Event.objects.filter(verb="profile.created").exists()


def test_it_comes_back_after_a_session_that_ended(client, manager, typed):
    client.force_login(manager)
    client.get(NEW)
    session = client.session
    session["active_at"] = 0
    session.save()
    client.post(
        NEW, {**typed, **risky(), "roles": ["offender", "missing"], "role_source": "CAD 9"}
    )
    assert not Profile.objects.exists()

    client.force_login(manager)
    page = " ".join(client.get(NEW).content.decode().split())

    for words in ('value="offender" checked', 'value="missing" checked', "CAD 9", "Two attempts."):
        assert words in page
    assert 'value="victim" checked' not in page
