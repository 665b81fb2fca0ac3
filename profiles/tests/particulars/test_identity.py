"""Who a person is: pages, words, bad input."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from profiles import services
from profiles.models import Profile
from profiles.tests.factories import EthnicityFactory
from profiles.tests.particulars.reading import words
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow


TYPED = {
    "surname": "Pellworth",
    "forenames": "Jordan",
    "born_on": "14 March 1991",
    "sex": "male",
    "lead": "",
}


UNBORN = {**TYPED, "born_on": ""}


# ---- Who they are -------------------------------------------------------------------------------
def test_who_they_say_they_are_is_kept_shown_and_told_in_words(signed_in, person, history):
    ethnicity = EthnicityFactory()

    response, _ = edit(
        signed_in,
        url("edit", person),
        **TYPED,
        gender="non-binary",
        ethnicity=ethnicity.pk,
        first_language="Polish",
        interpreter="yes",
        interpreter_language="British Sign Language",
    )

    assert response.status_code == 302
    details = words(signed_in.get(url("details", person)))
    for shown in ("non-binary", str(ethnicity), "Polish", "Needed: British Sign Language"):
        assert shown in details
    overview = words(signed_in.get(url("overview", person)))
    assert "Needs an interpreter: <b>British Sign Language</b>" in overview
    told = history()
    for field in ("Gender", "Ethnicity", "First language", "Interpreter", "Interpreter for"):
        assert field in told
    assert str(ethnicity) in told
    assert "Needed" in told


def test_without_a_language_the_interpreter_is_for_the_first_one(signed_in, person):
    edit(signed_in, url("edit", person), **TYPED, interpreter="yes", first_language="Polish")

    page = words(signed_in.get(url("overview", person)))

    assert "Needs an interpreter: <b>Polish</b>" in page


def test_what_turned_out_not_to_be_known_can_be_said(signed_in, person):
    edit(signed_in, url("edit", person), **TYPED, interpreter="yes")
    form = words(signed_in.get(url("edit", person)))
    assert 'name="interpreter" type="radio" value=""' in form

    edit(signed_in, url("edit", person), **TYPED, interpreter="")

    assert Profile.objects.get(pk=person.pk).interpreter == ""


def test_who_needs_no_interpreter_has_no_language_for_one(signed_in, person):
    edit(signed_in, url("edit", person), **TYPED, interpreter="no", interpreter_language="Polish")

    assert Profile.objects.get(pk=person.pk).interpreter_language == ""


def test_the_18_and_1_ethnicities_are_offered(signed_in, person):
    page = signed_in.get(url("edit", person)).content.decode()

    assert "White: Gypsy or Irish Traveller" in page
    assert "Not stated" in page


def test_a_choice_no_longer_offered_stays_with_who_has_it(signed_in, person):
    gone = EthnicityFactory(code="o1", name="Chinese, as it was", is_offered=False)
    assert "as it was" not in signed_in.get(url("edit", person)).content.decode()
    services.edit_profile(profile=person, by=person.created_by, ethnicity=gone)

    assert "as it was" in signed_in.get(url("edit", person)).content.decode()


# ---- Age ----------------------------------------------------------------------------------------
def test_an_estimated_age_is_shown_with_its_day_and_grows(signed_in, police):
    post(
        signed_in,
        reverse("profiles:create"),
        surname="Nobody-knows",
        sex="male",
        team=police.pk,
        estimated_age="30",
        age_estimated_on="4 June 2020",
    )
    person = Profile.objects.get()
    years = timezone.localdate().year - 2020
    now = 30 + years - (timezone.localdate() < datetime.date(2020 + years, 6, 4))

    page = words(signed_in.get(url("overview", person)))

    assert f"About <b>{now}</b>, estimated on 4 June 2020" in page
    assert f"About {now}" in words(signed_in.get(reverse("profiles:list")))


def test_an_age_without_a_day_is_estimated_today(signed_in, person):
    edit(signed_in, url("edit", person), **UNBORN, estimated_age="30")

    assert Profile.objects.get(pk=person.pk).age_estimated_on == timezone.localdate()


def test_a_birth_date_takes_the_place_of_an_estimate(signed_in, person, history):
    edit(signed_in, url("edit", person), **UNBORN, estimated_age="30")
    edit(
        signed_in,
        url("edit", person),
        **TYPED,
        estimated_age="30",
        age_estimated_on="yesterday",
    )

    person.refresh_from_db()
    assert (person.estimated_age, person.age_estimated_on) == (None, None)
    assert "Estimated age" in history()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"estimated_age": "121"}, "120 or less"),
        ({"estimated_age": "-1"}, "0 or more"),
        ({"estimated_age": "old"}, "whole number"),
        ({"estimated_age": "9" * 40}, "120 or less"),
        ({"age_estimated_on": "yesterday"}, "Enter the estimated age"),
        ({"estimated_age": "30", "age_estimated_on": "4 June 2150"}, "today or earlier"),
        ({"born_on": "4 June 2150"}, "today or earlier"),
        ({"gender": "x" * 61}, "60 characters or fewer"),
        ({"ethnicity": "0"}, "from the list"),
        ({"interpreter": "perhaps"}, "from the list"),
        ({"interpreter": "yes", "interpreter_language": "x" * 61}, "60 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(signed_in, person, wrong, message):
    typed = {**UNBORN, "first_language": "Welsh", **wrong}

    response, page = edit(signed_in, url("edit", person), **typed)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message in page
    assert "Welsh" in page
    assert Profile.objects.get(pk=person.pk).version == 1


def test_an_age_without_its_day_is_refused_by_the_database(person):
    person.born_on, person.estimated_age = None, 30

    with pytest.raises(IntegrityError), transaction.atomic():
        person.save()


# ---- Names --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("surname", "forenames"),
    [
        ("Ó", "X"),
        ("Иванова", "Мария"),
        ("محمد", "علی\u200cرضا"),
        ("이", ""),
        ("O’Neill-Ng", "Zoe\u0308 d'Arcy"),
        ("N\u0303gu\u0331\u0301", "Jr."),
        ("ﷺ" * 80, "ß" * 110),
    ],
)
def test_whatever_people_are_called_is_accepted_and_found(signed_in, police, surname, forenames):
    response, _ = post(
        signed_in,
        reverse("profiles:create"),
        surname=surname,
        forenames=forenames,
        sex="female",
        team=police.pk,
    )

    person = Profile.objects.get()
    assert response["Location"] == person.get_absolute_url()
    found = signed_in.get(reverse("profiles:list"), {"q": person.surname[:20]})
    assert found.status_code == 200
    assert person.reference in found.content.decode()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Jo \U0001f600", "cannot contain \U0001f600"),
        ("\u0301\u0301", "Enter a name with letters"),
        ("...", "Enter a name with letters"),
        ("1234", "Enter a name with letters"),
        ("a" + "\u0335" * 9, "too many accents"),
        ("Jo<b>+", "cannot contain &lt;"),
        ("Jo\ue000", "cannot contain"),
    ],
)
@pytest.mark.parametrize("field", ["surname", "forenames"])
def test_what_is_no_name_is_said_at_its_field(signed_in, police, field, name, message):
    typed = {"surname": "Fine", "forenames": "Fine", "born_on": "3 May 1980", "sex": "male"}

    response, page = post(
        signed_in, reverse("profiles:create"), **{**typed, field: name}, team=police.pk
    )

    assert response.status_code == 200
    assert message in page
    assert f'href="#id_{field}"' in page
    assert "3 May 1980" in page
    assert not Profile.objects.exists()
