"""How to reach a person safely."""

import pytest

from access.levels import Level
from access.tests.factories import give
from profiles.tests.factories import (
    AddressFactory,
    AddressKindFactory,
    ContactFactory,
    FollowUpFactory,
    InvolvementRoleFactory,
    PhoneFactory,
    PhoneKindFactory,
    WarningKindFactory,
)
from profiles.tests.particulars.reading import words
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow


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
    assert "Do not leave a message" in details
    not_safe = "<b>Not safe to contact</b>, <b>Do not leave a message</b>"
    assert f"{not_safe} on 01632 960 331: Evenings" in about_to
    assert "Safe to contact" in history()
    assert "from Yes to No" in history()


def test_an_address_says_what_it_is_and_whether_it_is_safe(signed_in, person):
    post(
        signed_in,
        url("detail-add", person, "addresses"),
        kind=AddressKindFactory().pk,
        text="14 Tannery Row",
        safe_to_leave_message="yes",
    )

    assert "Home. Safe to leave a message." in words(signed_in.get(url("details", person)))


def before_contact(person, by):
    """The pages from which somebody is rung or visited next."""
    follow_up = FollowUpFactory(contact=ContactFactory(profile=person, by=by))
    return [
        url("log-add", person),
        f"{url('log', person)}?quick=1",
        url("log-follow-up", person, follow_up.uuid),
    ]


def test_what_is_unsafe_is_shown_wherever_a_contact_is_about_to_be_made(
    signed_in, person, officer
):
    PhoneFactory(profile=person, number="01632 960 331", safe_to_leave_message="no")

    for page in before_contact(person, officer):
        assert "<b>Do not leave a message</b> on 01632 960 331" in words(signed_in.get(page)), page
    assert "Do not leave a message" not in words(signed_in.get(url("log", person)))


def test_who_does_not_hold_addresses_is_not_told_which_are_unsafe(
    client, person, officer, manager, elsewhere, outsider
):
    give(person, manager, elsewhere, sections=["log"], level=Level.CONTRIBUTE)
    PhoneFactory(profile=person, safe_to_contact="no")
    AddressFactory(profile=person, safe_to_contact="no")
    client.force_login(outsider)

    for address in before_contact(person, officer):
        page = client.get(address)

        assert page.status_code == 200, address
        assert "Not safe" not in page.content.decode(), address


def test_a_follow_up_that_is_done_warns_of_nothing(signed_in, person, officer):
    *_, address = before_contact(person, officer)
    PhoneFactory(profile=person, safe_to_contact="no")
    post(signed_in, address, word="Rang")

    assert "Not safe" not in words(signed_in.get(address))


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
