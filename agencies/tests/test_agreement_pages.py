"""The pages of the register."""

import pytest

from agencies.models import Agreement, Membership
from agencies.tests.factories import AgencyFactory, AgreementFactory, agree, days_on, member
from agencies.tests.test_team_pages import errors_of
from audit.models import Event
from core.dates import format_day
from tests.editing import filled

pytestmark = pytest.mark.slow

NEW = "/administration/agreements/new/"


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def agreement(police, elsewhere):
    return agree(police, elsewhere, name="Offenders who move")


def answers(team, other, **changed):
    return {
        "name": "Offenders who move",
        "partners": f"{team.agency}\r\n\r\n  {str(other).upper()} \r\n{other}",
        "owner_team": team.pk,
        "purpose": "To manage offenders who move",
        "reference": "",
        "in_force_from": "today",
        "in_force_until": format_day(days_on(300)),
        "review_due_on": format_day(days_on(200)),
        "marking": "official",
        "handling": "",
        **changed,
    }


def test_an_agreement_is_added(as_administrator, police, elsewhere):
    response = as_administrator.post(NEW, answers(police, elsewhere.agency))

    agreement = Agreement.objects.get()
    assert response["Location"] == agreement.get_absolute_url()
    assert set(agreement.partners.all()) == {police.agency, elsewhere.agency}
    page = as_administrator.get(agreement.get_absolute_url()).content.decode()
    assert "Norfolk Constabulary" in page
    assert "What it said before" not in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"partners": ""}, "partners"),
        ({"partners": "Staffordshire Police"}, "partners"),
        ({"partners": "Staffordshire Police\nNorfolk Constabulry"}, "partners"),
        ({"partners": "Norfolk Constabulary\nStafford Council"}, "owner_team"),
        ({"owner_team": ""}, "owner_team"),
        ({"purpose": ""}, "purpose"),
        ({"marking": "secret"}, "marking"),
        ({"in_force_from": ""}, "in_force_from"),
        ({"in_force_until": "yesterday"}, "in_force_until"),
        ({"in_force_until": "31 June"}, "in_force_until"),
        ({"review_due_on": format_day(days_on(301))}, "review_due_on"),
        ({"review_due_on": "yesterday", "in_force_from": "1/1/2020"}, "review_due_on"),
    ],
)
def test_a_bad_agreement_is_told_at_its_field_and_keeps_what_was_typed(
    as_administrator, police, council, elsewhere, changed, field
):
    response = as_administrator.post(NEW, answers(police, elsewhere.agency, **changed))

    assert set(errors_of(response)) == {field}
    if field != "purpose":
        assert "To manage offenders who move" in response.content.decode()
    assert not Agreement.objects.exists()


def test_a_name_nearly_right_is_answered_with_the_right_one(as_administrator, police, elsewhere):
    typed = answers(police, elsewhere.agency, partners="Staffordshire Police\nNorfolk Police")

    page = as_administrator.post(NEW, typed).content.decode()

    assert "No agency is called “Norfolk Police”. Did you mean Norfolk Constabulary" in page


def test_an_agreement_is_changed_and_keeps_what_it_said(as_administrator, agreement, council):
    address = f"{agreement.get_absolute_url()}edit/"
    form = as_administrator.get(address).context["form"]
    assert form.initial["partners"] == "Norfolk Constabulary\nStaffordshire Police"
    typed = answers(
        agreement.owner_team, council.agency, name="Housing", opened=form["opened"].value()
    )

    response = as_administrator.post(address, typed)

    assert response.status_code == 302
    assert Agreement.objects.get().name == "Housing"
    page = as_administrator.get(agreement.get_absolute_url()).content.decode()
    assert "What it said before" in page
    assert "“Offenders who move”" in page


def test_a_second_editor_keeps_the_text_and_is_told(as_administrator, agreement, council):
    address = f"{agreement.get_absolute_url()}edit/"
    opened = as_administrator.get(address).context["form"]["opened"].value()
    Agreement.objects.filter(pk=agreement.pk).update(
        purpose="Another’s words", reference="ISA 2026/14"
    )
    typed = answers(
        agreement.owner_team, council.agency, opened=opened, purpose="To house offenders who move"
    )

    response = as_administrator.post(address, typed)

    assert response.status_code == 409
    page = response.content.decode()
    assert "Another’s" in page
    assert "To house offenders who move" in page
    as_administrator.post(address, filled(response.context["form"]))
    agreement.refresh_from_db()
    assert agreement.purpose == "To house offenders who move"
    assert agreement.reference == "ISA 2026/14"


def test_an_agreement_is_ended_with_a_reason(as_administrator, agreement):
    address = f"{agreement.get_absolute_url()}end/"
    assert "reason" in errors_of(as_administrator.post(address, {"reason": ""}))

    as_administrator.post(address, {"reason": "Replaced by another"})

    page = as_administrator.get(agreement.get_absolute_url()).content.decode()
    assert "Replaced by another" in page
    assert as_administrator.get(address).status_code == 403


def test_the_list_says_what_is_in_force_and_what_lapses(as_administrator):
    for name, until in (("Standing", 300), ("Ending", 20), ("Gone", -1)):
        AgreementFactory(
            name=name, in_force_until=days_on(until), review_due_on=days_on(min(until, 10))
        )

    page = as_administrator.get("/administration/agreements/").content.decode()

    assert "Lapses in 20 days" in page
    assert ">Lapsed<" in page
    assert "1 lapses within 60 days" in page
    narrowed = as_administrator.get("/administration/agreements/", {"state": "lapsing"})
    assert [row.name for row in narrowed.context["page"]] == ["Ending"]


def test_the_list_is_narrowed_by_partner(as_administrator, agreement):
    AgreementFactory()

    found = as_administrator.get("/administration/agreements/", {"q": "norfolk constab"})

    assert [row.name for row in found.context["page"]] == ["Offenders who move"]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_asks_as_often_for_twenty_rows_as_for_one(
    as_administrator, django_assert_max_num_queries, rows
):
    AgreementFactory.create_batch(rows)

    with django_assert_max_num_queries(32):
        as_administrator.get("/administration/agreements/")


def test_practitioners_read_and_change_nothing(client, officer, agreement):
    client.force_login(officer)

    register = client.get("/administration/agreements/").content.decode()
    assert "Offenders who move" in register
    assert "Add an agreement" not in register
    assert 'href="/administration/"' not in register
    assert "Agreements between agencies" in client.get("/teams/").content.decode()
    detail = client.get(agreement.get_absolute_url()).content.decode()
    assert f"{agreement.get_absolute_url()}edit/" not in detail
    assert client.get(NEW).status_code == 403
    for what in ("edit/", "end/"):
        address = agreement.get_absolute_url() + what
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("who", ["operator", "auditor"])
def test_others_have_no_register(client, request, agreement, who):
    client.force_login(request.getfixturevalue(who))

    refused = 404 if who == "operator" else 403
    assert client.get("/administration/agreements/").status_code == refused
    assert client.get(agreement.get_absolute_url()).status_code == 404


def test_an_administrator_elsewhere_reads_only(client, norfolk, elsewhere, police):
    there = member(elsewhere, Membership.Role.ADMINISTRATOR)
    client.force_login(there)
    agreement = agree(police, elsewhere)

    assert client.get(agreement.get_absolute_url()).status_code == 200
    assert client.get(f"{agreement.get_absolute_url()}edit/").status_code == 404


def test_reading_leaves_an_event(as_administrator, agreement):
    as_administrator.get(agreement.get_absolute_url())

    event = Event.objects.order_by("-pk").first()
    assert (event.operation, event.target_label) == (
        Event.CONSULTATION,
        "Agreement Offenders who move",
    )


def test_a_discreet_team_that_keeps_an_agreement_is_not_named(client, outsider, police, agreement):
    police.is_discreet = True
    police.save()
    client.force_login(outsider)

    for path in ("/administration/agreements/", agreement.get_absolute_url()):
        page = client.get(path).content.decode()
        assert police.name not in page
        assert "Staffordshire Police" in page


@pytest.mark.parametrize(
    ("reference", "is_link"),
    [("https://example.org/isa", True), ("javascript:alert(1)", False), ("ISA 14", False)],
)
def test_only_an_address_on_the_web_becomes_a_link(
    as_administrator, agreement, reference, is_link
):
    Agreement.objects.filter(pk=agreement.pk).update(reference=reference)

    page = as_administrator.get(agreement.get_absolute_url()).content.decode()

    assert (f'href="{reference}"' in page) is is_link
    assert reference in page


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "x" * 9000, "%", "-1"])
@pytest.mark.parametrize("name", ["q", "state", "after"])
def test_odd_addresses_are_never_an_error_of_ours(as_administrator, agreement, name, odd):
    query = {name: odd.encode("utf-8", "surrogatepass")}

    assert as_administrator.get("/administration/agreements/", query).status_code in (200, 400)


def test_many_partners_are_refused(as_administrator, police):
    typed = "\n".join(f"Agency {n}" for n in range(150))

    response = as_administrator.post(NEW, answers(police, AgencyFactory(), partners=typed))

    assert "100 agencies or fewer" in str(response.context["form"].errors["partners"])
