"""Who a person is, how to reach them safely, who works with them: pages, words, bad input."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from profiles import services
from profiles.models import Profile, Warning
from profiles.tests.factories import (
    AddressFactory,
    AddressKindFactory,
    EthnicityFactory,
    InvolvementFactory,
    InvolvementRoleFactory,
    PhoneFactory,
    PhoneKindFactory,
    StatutoryKindFactory,
    StatutoryStatusFactory,
    WarningFactory,
    WarningKindFactory,
)
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


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def history(signed_in, person):
    return lambda: words(signed_in.get(url("history", person)))


@pytest.fixture
def restricted():
    return WarningKindFactory(code="source", name="Source at risk", is_restricted=True)


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
        ("Jo \U0001f600", "no sign like \U0001f600"),
        ("\u0301\u0301", "Enter a name with letters"),
        ("...", "Enter a name with letters"),
        ("1234", "Enter a name with letters"),
        ("a" + "\u0335" * 9, "too many marks"),
        ("Jo<b>+", "no sign like &lt;"),
        ("Jo\ue000", "no sign like"),
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


# ---- How to reach them --------------------------------------------------------------------------
def test_a_phone_says_whose_it_is_and_whether_it_is_safe(signed_in, person, history):
    kind = PhoneKindFactory()
    typed = {"kind": kind.pk, "number": "01632 960 331", "note": "Evenings"}
    post(signed_in, url("detail-add", person, "phones"), **typed, safe_to_contact="yes")
    phone = person.phones.get()
    edit(
        signed_in,
        url("detail-edit", person, "phones", phone.uuid),
        **typed,
        safe_to_contact="no",
        safe_to_leave_message="no",
    )

    details = words(signed_in.get(url("details", person)))
    about_to = words(signed_in.get(url("log-add", person)))

    assert f"{kind}. Evenings." in details
    assert "Not safe to contact" in details
    assert "Leave no message" in details
    assert "<b>Not safe to contact</b>, <b>Leave no message</b>: 01632 960 331" in about_to
    assert "Safe to contact" in history()
    assert "Yes → No" in history()


def test_an_address_says_what_it_is_and_whether_it_is_safe(signed_in, person):
    post(
        signed_in,
        url("detail-add", person, "addresses"),
        kind=AddressKindFactory().pk,
        text="14 Tannery Row",
        safe_to_leave_message="yes",
    )

    assert "Home. Safe to leave a message." in words(signed_in.get(url("details", person)))


def test_who_does_not_hold_addresses_is_not_told_which_are_unsafe(
    client, person, manager, elsewhere, outsider
):
    give(person, manager, elsewhere, sections=["log"], level=Level.CONTRIBUTE)
    PhoneFactory(profile=person, safe_to_contact="no")
    AddressFactory(profile=person, safe_to_contact="no")
    client.force_login(outsider)

    page = client.get(url("log-add", person))

    assert page.status_code == 200
    assert "Not safe" not in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("addresses", {"text": "Mill Lane " * 500}, "500 characters or fewer"),
        ("addresses", {"text": "Mill Lane", "kind": "0"}, "from the list"),
        ("addresses", {"text": "Mill Lane", "safe_to_contact": "perhaps"}, "from the list"),
        ("phones", {"number": "01632 960 331", "safe_to_leave_message": "x"}, "from the list"),
        ("warnings", {"text": "Mill Lane", "code": "X" * 13}, "12 characters or fewer"),
        ("statutory", {"kind": "", "name": "Mill Lane"}, "Choose"),
        ("statutory", {"kind": "x", "name": "Mill Lane"}, "from the list"),
        ("involved", {"name": "", "organisation": "Mill Lane"}, "Enter the name"),
        ("involved", {"user": "0", "organisation": "Mill Lane"}, "from the list"),
    ],
)
def test_a_detail_says_what_is_wrong_and_keeps_what_was_typed(
    signed_in, person, kind, typed, message
):
    if kind == "warnings":
        typed = {**typed, "kind": WarningKindFactory().pk}
    if kind == "involved":
        typed = {**typed, "role": InvolvementRoleFactory().pk}

    response, page = post(
        signed_in, url("detail-add", person, kind), **typed, starts_on="3 May 2020"
    )

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message in page
    assert "3 May 2020" in page
    assert "01632 960 331" in page if kind == "phones" else "Mill Lane" in page


# ---- Warnings of restricted kinds ---------------------------------------------------------------
def test_a_manager_adds_and_edits_a_restricted_warning(signed_in, person, restricted):
    post(
        signed_in,
        url("detail-add", person, "warnings"),
        kind=restricted.pk,
        text="ring first",
        code="xsa",
        review_on="3 May 2030",
    )
    warning = person.warnings.get()
    address = url("detail-edit", person, "warnings", warning.uuid)
    edit(signed_in, address, kind=restricted.pk, text="ring twice")

    assert warning.code == "XSA"
    assert person.warnings.get().text == "ring twice"
    assert address in signed_in.get(url("details", person)).content.decode()


def test_others_read_a_restricted_warning_and_do_not_touch_it(client, person, officer, restricted):
    warning = WarningFactory(profile=person, kind=restricted, text="ring first")
    client.force_login(officer)
    edit = url("detail-edit", person, "warnings", warning.uuid)
    typed = {"kind": WarningKindFactory().pk, "text": "gone"}

    assert "ring first" in client.get(url("overview", person)).content.decode()
    assert edit not in client.get(url("details", person)).content.decode()
    assert client.get(edit).status_code == 403
    assert client.post(edit, typed).status_code == 403
    form = client.get(url("detail-add", person, "warnings")).content.decode()
    assert "Risk to staff" in form
    assert "Source at risk" not in form
    response, page = post(
        client, url("detail-add", person, "warnings"), kind=restricted.pk, text="mine"
    )
    assert (response.status_code, "from the list" in page) == (200, True)
    assert person.warnings.get().text == "ring first"


def test_the_service_refuses_a_restricted_kind_as_it_is_and_as_it_becomes(
    person, officer, manager, restricted
):
    theirs = WarningFactory(profile=person, kind=restricted)
    usual = WarningFactory(profile=person)

    with pytest.raises(PermissionDenied):
        services.add_detail(profile=person, by=officer, detail=Warning(kind=restricted, text="x"))
    with pytest.raises(PermissionDenied):
        services.edit_detail(detail=theirs, by=officer, kind=usual.kind)
    with pytest.raises(PermissionDenied):
        services.edit_detail(detail=usual, by=officer, kind=restricted)
    services.edit_detail(detail=usual, by=manager, kind=restricted)


# ---- Statutory status and who is involved -------------------------------------------------------
def test_a_licence_shows_with_its_end_and_the_offender_manager(signed_in, person, history):
    post(
        signed_in,
        url("detail-add", person, "statutory"),
        kind=StatutoryKindFactory().pk,
        name="Neil Bassenthwaite",
        organisation="Stafford Probation",
        phone="01632 960 131",
        starts_on="3 May 2020",
        ends_on="4 June 2150",
    )

    page = words(signed_in.get(url("overview", person)))

    assert "<b>On licence</b> until 4 June 2150" in page
    assert "<b>Stafford Probation</b><p>Neil Bassenthwaite, offender manager" in page
    assert "tel:01632960131" in page
    assert "Added statutory status" in history()
    assert "On licence" in history()


def test_a_status_that_is_over_is_kept_and_not_shown_above(signed_in, person):
    StatutoryStatusFactory(profile=person, ends_on=datetime.date(2021, 1, 1))

    assert "On licence" not in signed_in.get(url("overview", person)).content.decode()
    assert "Neil Bassenthwaite" not in signed_in.get(url("overview", person)).content.decode()
    assert "On licence" in signed_in.get(url("details", person)).content.decode()


def test_one_status_is_held_once(signed_in, person):
    StatutoryStatusFactory(profile=person)

    response, page = post(
        signed_in, url("detail-add", person, "statutory"), kind=StatutoryKindFactory().pk
    )

    assert response.status_code == 200
    assert "End that one first" in page


def test_somebody_involved_stands_beside_those_with_access(signed_in, person, history):
    post(
        signed_in,
        url("detail-add", person, "involved"),
        role=InvolvementRoleFactory().pk,
        name="Hana Okafor-Lind",
        organisation="Victim Support",
        phone="01632 960 142",
    )

    page = words(signed_in.get(url("overview", person)))

    assert "<b>Victim Support</b><p>Hana Okafor-Lind, victim’s point of contact" in page
    assert "tel:01632960142" in page
    assert "Added person involved" in history()


def test_somebody_of_a_team_with_access_stands_below_it_once(signed_in, person, manager, prison):
    give(person, manager, prison)
    InvolvementFactory(profile=person, organisation=str(prison), name="Grace Odum-Hale")
    InvolvementFactory(profile=person, organisation=str(person.owner_team), name="Kit Larkhill")

    page = words(signed_in.get(url("overview", person)))
    beside = page[page.index("Who’s involved") :]

    assert beside.count(f"<b>{prison}</b>") == 1
    assert beside.count("Grace Odum-Hale, victim’s point of contact") == 1
    assert beside.index("Kit Larkhill") < beside.index(f"<b>{prison}</b>")


def test_a_colleague_is_chosen_and_brings_team_and_telephone(signed_in, person, officer, police):
    officer.phone = "01632 960 117"
    officer.save()
    add = url("detail-add", person, "involved")
    assert officer.name in signed_in.get(add).content.decode()

    post(signed_in, add, role=InvolvementRoleFactory().pk, user=officer.pk, name="ignored")

    row = person.involvements.get()
    assert (row.user, row.name, row.organisation, row.phone) == (
        officer,
        officer.name,
        str(police),
        "01632 960 117",
    )


def test_only_people_of_ones_own_team_are_offered(signed_in, person, outsider):
    add = url("detail-add", person, "involved")
    assert outsider.name not in signed_in.get(add).content.decode()

    response, page = post(
        signed_in, add, role=InvolvementRoleFactory().pk, user=outsider.pk, name="x"
    )

    assert (response.status_code, "from the list" in page) == (200, True)


def test_a_colleague_of_another_team_stays_when_the_row_is_edited(signed_in, person, outsider):
    row = InvolvementFactory(profile=person, user=outsider)
    address = url("detail-edit", person, "involved", row.uuid)

    edit(signed_in, address, role=row.role_id, user=outsider.pk, ends_on="yesterday")

    assert person.involvements.get().user == outsider
    assert person.involvements.get().ends_on is not None


def test_a_discreet_team_is_named_by_its_agency_alone(person, manager):
    refuge = TeamFactory(name="Harbour Refuge", is_discreet=True)
    helper = member(refuge)

    row = InvolvementFactory.build(
        profile=person, role=InvolvementRoleFactory(), user=helper, added_by=manager
    )
    services.add_detail(profile=person, by=manager, detail=row)

    assert row.organisation == str(refuge.agency)
    assert row.phone == helper.phone


def test_nobody_is_involved_without_a_name(person, manager):
    with pytest.raises(ValidationError):
        services.add_detail(
            profile=person,
            by=manager,
            detail=InvolvementFactory.build(
                profile=person, role=InvolvementRoleFactory(), name="", added_by=manager
            ),
        )


def test_a_person_with_much_recorded_costs_what_one_with_little_costs(signed_in, person):
    def more():
        StatutoryStatusFactory(profile=person, ends_on=datetime.date(2150, 1, 1))
        InvolvementFactory(profile=person)
        WarningFactory(profile=person)
        AddressFactory(profile=person, kind=AddressKindFactory(), safe_to_contact="no")
        PhoneFactory(profile=person, kind=PhoneKindFactory(), safe_to_contact="no")

    def asked(name):
        with CaptureQueriesContext(connection) as found:
            assert signed_in.get(url(name, person)).status_code == 200
        return len(found)

    more()
    pages = ("overview", "details", "log-add")
    for name in pages:
        asked(name)
    one = [asked(name) for name in pages]
    for _ in range(9):
        more()

    assert [asked(name) for name in pages] == one
