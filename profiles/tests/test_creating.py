"""A new record: looked for first; possible duplicates are shown, as far as the author may know."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from access.models import Discovery
from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.tests.factories import member
from audit.models import Event
from profiles import services
from profiles.duplicates import Described, possible_duplicates
from profiles.models import Identifier, OtherName, Profile
from profiles.tests.factories import BIRTH, IdentifierFactory, make_person

pytestmark = pytest.mark.slow

NEW = reverse("profiles:create")
TYPED = {"surname": "Pelworth", "forenames": "Jordan", "born_on": "14 March 1991"}


def said(user, **typed):
    who = {"surname": "Pelworth", "forenames": "Jordan", "born_on": BIRTH, **typed}
    return [(one.person, one.because) for one in possible_duplicates(user, Described(**who))]


def text(response):
    return html.unescape(response.content.decode())


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ({}, "Same date of birth, a name like it"),
        ({"surname": "PELLWORTH"}, "Same date of birth, same name"),
        ({"surname": "Pellworth", "forenames": "Jörden"}, "Same date of birth, a name like it"),
        ({"forenames": "Kit"}, "Same date of birth, a part of the name like it"),
        ({"surname": "Smith"}, "Same date of birth, a part of the name like it"),
        ({"born_on": None}, "A name like it"),
        ({"born_on": datetime.date(1991, 3, 15)}, "A name like it, born 14 March 1991"),
        ({"born_on": datetime.date(1990, 3, 14)}, "A name like it, born 14 March 1991"),
        (
            {"surname": "X", "forenames": "", "born_on": None, "number": "09/48211P"},
            "Has the number 09/48211P",
        ),
    ],
)
def test_who_may_be_the_same_is_said_with_why(person, officer, typed, because):
    IdentifierFactory(profile=person)

    assert said(officer, **typed) == [(person, because)]


def test_a_date_the_other_way_round_may_be_the_same(officer):
    other = make_person(by=officer, born_on=datetime.date(1991, 4, 3))

    [(found, because)] = said(officer, born_on=datetime.date(1991, 3, 4))
    assert (found, because) == (
        other,
        "A name like it, born 3 April 1991: day and month the other way round",
    )


def test_without_a_birth_date_on_the_record_the_name_tells(officer):
    other = make_person(by=officer, born_on=None)

    assert said(officer) == [(other, "A name like it, date of birth not known")]


@pytest.mark.parametrize(
    "typed",
    [
        {"surname": "Ashlow", "forenames": "Dean"},
        {"born_on": datetime.date(1960, 7, 1)},
        {"surname": "李", "forenames": "", "born_on": None},
        {"surname": "-", "forenames": "", "born_on": None},
    ],
)
def test_somebody_else_is_not_shown(person, officer, typed):
    assert said(officer, **typed) == []


def test_another_name_counts_too(person, officer, manager):
    name = OtherName(forenames="Kit", surname="Varley")
    services.add_detail(profile=person, by=manager, detail=name)

    assert said(officer, surname="Varly", forenames="Kit") == [
        (person, "Same date of birth, a name like it")
    ]


def test_only_whom_the_reader_sees(person, officer, outsider, manager):
    IdentifierFactory(profile=person)
    everything = {"number": "09/48211P"}
    assert said(outsider, **everything) == []

    exclude_person(obj=person, user=officer, by=manager, reason="A relative")
    assert said(officer, **everything) == []


def test_a_restricted_record_is_nobodys_duplicate(person, officer, manager, council):
    restrict(person, manager)

    assert said(officer, surname="Pellworth") == []
    assert said(member(council), surname="Pellworth") == []


def test_exact_particulars_show_a_stub_and_no_more(client, person, council):
    neighbour = member(council)
    client.force_login(neighbour)

    page = text(client.get(NEW, {**TYPED, "surname": "Pellworth"}))

    assert "There is a matching record you cannot see" in page
    assert person.reference in page
    assert "(35)" not in page
    assert Discovery.objects.filter(user=neighbour).exists()
    # One letter off is not exact.
    assert person.reference not in text(client.get(NEW, TYPED))


def test_the_page_asks_first_shows_whom_it_found_and_carries_the_words(signed_in, person):
    assert "Look for the person first" in text(signed_in.get(NEW))

    found = signed_in.get(NEW, TYPED)
    assert "Is it one of these?" in text(found)
    assert person.get_absolute_url() in text(found)
    assert Event.objects.get(verb="profile.create:view", subjects=[person.pk])

    form = signed_in.get(NEW, {**TYPED, "none": "yes"})
    assert form.context["form"].initial["unlike"] == str(person.uuid)
    assert 'value="Pelworth"' in text(form)
    assert 'value="14 March 1991"' in text(form)


def test_who_looks_again_finds_what_was_typed(signed_in, person):
    found = signed_in.get(NEW, TYPED)
    (again,) = re.findall(r'govuk-back-link" href="([^"]*)"', text(found))

    page = text(signed_in.get(f"{NEW}{again.replace('&amp;', '&')}"))

    assert "Look for the person first" in page
    for typed in TYPED.values():
        assert f'value="{typed}"' in page


@pytest.mark.parametrize("looked_for", ["surname=Pelworth&none=yes", "surname=&again=yes", "x=1"])
def test_the_form_is_sent_to_the_address_it_stands_at(signed_in, person, police, looked_for):
    form = {"surname": "Zzyzx", "forenames": "Ann", "sex": "female", "team": police.pk}

    sent = signed_in.post(f"{NEW}?{looked_for}", form)

    assert sent.status_code == 302
    assert Profile.objects.get(surname="Zzyzx").forenames == "Ann"


def test_nobody_like_it_goes_straight_to_the_form(signed_in):
    page = text(signed_in.get(NEW, {**TYPED, "surname": "Zzyzx"}))

    assert "No matching people found" in page
    assert "Create the record" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"surname": ""}, "Enter the surname"),
        ({"born_on": "31 June 1990"}, "There is no 31 June"),
        ({"number": "09/48211X"}, "Check this PNC number"),
        ({"number": "hello"}, "Enter a PNC, CRO, CRN, prison or NHS number"),
        ({"surname": "x" * 90}, "80 characters or fewer"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_wrong_is_said_by_its_field(signed_in, police, wrong, message, method):
    typed = {**TYPED, "sex": "male", "team": police.pk, **wrong}

    page = text(getattr(signed_in, method)(NEW, typed))

    assert message in page
    assert 'value="Jordan"' in page
    assert not Profile.objects.exists()


def test_who_sends_the_form_unwarned_is_warned_once(signed_in, person, police):
    typed = {**TYPED, "sex": "male", "team": police.pk}

    warned = signed_in.post(NEW, typed)

    assert "This person may have a record already" in text(warned)
    assert "None of these: create a record" in text(warned)
    assert 'value="Pelworth"' in text(warned)
    assert Profile.objects.count() == 1

    unlike = warned.context["form"].data["unlike"]
    assert signed_in.post(NEW, {**typed, "unlike": unlike}).status_code == 302
    created = Event.objects.filter(verb="profile.created").latest("pk")
    assert created.detail["unlike"] == [person.reference]


def test_someone_opened_in_the_meantime_is_shown(signed_in, person, police, officer):
    form = signed_in.get(NEW, {**TYPED, "none": "yes"}).context["form"]
    newer = make_person(by=officer, surname="Pelworth")
    typed = {**TYPED, "sex": "male", "team": police.pk, "unlike": form.initial["unlike"]}

    warned = signed_in.post(NEW, typed)

    assert str(newer.uuid) in warned.context["form"].data["unlike"]
    assert Profile.objects.count() == 2


def test_the_number_is_recorded_with_the_record(signed_in, police):
    typed = {**TYPED, "sex": "male", "team": police.pk, "number": "09 / 48211 p"}

    assert signed_in.post(NEW, typed).status_code == 302

    number = Identifier.objects.get()
    assert (number.kind, number.value) == ("pnc", "2009/0048211P")
    assert number.profile.surname == "Pelworth"


def test_a_shared_person_is_a_duplicate_for_those_it_is_shared_with(person, manager, outsider):
    assert said(outsider) == []

    give(person, manager, outsider.acting_team, sections=["risk"])

    assert [found for found, _ in said(outsider)] == [person]


def test_what_a_form_carries_unseen_is_no_button(signed_in):
    page = text(signed_in.get(NEW, {**TYPED, "none": "yes"}))

    assert re.search(r'<input type="hidden" name="once" value="[^"]+">', page)
    assert '<button type="hidden"' not in page
