"""The pages of imports: what each says, to whom, and what comes of two clicks."""

import pytest
from django.urls import reverse

from access.tests.factories import LawfulBasisFactory
from audit.jobs import drain_deliveries
from audit.models import Event
from imports.models import Import
from imports.services import compare_import, start_import
from imports.tests.factories import ROWS, as_csv, check, compare, finish
from profiles.models import Profile
from profiles.tests.factories import make_person

LIST = "/administration/imports/"
PAGES = ["detail", "rows", "problems", "choose", "start", "stop", "cancel"]


def address(of, name="detail"):
    return reverse(f"imports:{name}", args=[of.uuid])


def reading(client, user, url, status=200):
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def typed(of_team, uploaded, **more):
    return {
        "team": of_team.pk,
        "file": uploaded,
        "encoding": "",
        "source": "IOM cohort, June 2026",
        "basis": LawfulBasisFactory().pk,
        "role": "offender",
        **more,
    }


def test_a_file_is_uploaded_checked_and_imported(client, manager, police):
    client.force_login(manager)

    sent = client.post(f"{LIST}new/", typed(police, as_csv(ROWS)))
    of = Import.objects.get()
    assert sent.url == of.get_absolute_url()
    assert "The rows are being checked." in reading(client, manager, sent.url)
    drain_deliveries()
    words = reading(client, manager, sent.url)
    assert "2 people are ready to import." in words
    assert "CSV with commas between the columns, saved as UTF-8" in words
    assert "Quillfeather" in words
    client.post(address(of, "start"))
    drain_deliveries()

    assert "<b>2 records were created.</b>" in reading(client, manager, sent.url)
    rows = reading(client, manager, f"{address(of, 'rows')}?state=imported")
    for person in Profile.objects.all():
        assert f"{person.name}, {person.reference}" in rows


def test_two_clicks_begin_it_once(client, manager):
    of = check(manager)
    client.force_login(manager)
    token = client.get(address(of, "start")).context["form"].once

    for _ in range(2):
        assert client.post(address(of, "start"), {"once": token}).status_code == 302
    drain_deliveries()

    assert Event.objects.filter(verb="import.started").count() == 1
    assert Profile.objects.count() == 2
    again = client.post(address(of, "start"))
    assert "This import has begun already, or is over." in again.content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source": ""}, "Enter the source of this information"),
        ({"basis": ""}, "Choose the lawful basis"),
        ({"team": ""}, "Choose"),
        ({"file": ""}, "Choose a file"),
        ({"file": as_csv([], ["Nothing"])}, "No headings were found in the first 10 rows"),
        ({"file": as_csv([["x"]], ["Surname"], name="people.pdf")}, "does not end in .csv"),
    ],
)
def test_what_is_wrong_is_said_by_the_field_and_what_was_typed_stays(
    client, manager, police, change, says
):
    client.force_login(manager)

    words = client.post(f"{LIST}new/", typed(police, as_csv(ROWS), **change)).content.decode()

    assert says in words
    assert "source" in change or "IOM cohort, June 2026" in words
    assert not Import.objects.exists()


def test_a_file_that_reads_in_two_ways_is_asked_about_on_the_page(client, manager, police):
    client.force_login(manager)
    file = as_csv([["RENÉ"]], ["Surname"], encoding="cp1252")

    words = client.post(f"{LIST}new/", typed(police, file)).content.decode()

    assert "We cannot tell how this file was saved" in words
    assert "“REN…”" in words
    assert "Choose the file again." in words


def test_an_administrator_is_told_that_a_manager_must_agree(client, administrator, police):
    of = check(administrator, police)

    words = reading(client, administrator, of.get_absolute_url())

    assert "A manager of Staffordshire IOM Team must agree before it starts." in words
    assert "Start the import" not in words
    assert "Rows with problems are left out." not in words
    assert reading(client, administrator, address(of, "start"), 403)


def test_nobody_is_asked_to_agree_where_nobody_is_ready(client, administrator, manager, police):
    of = check(administrator, police, rows=[["Quill", "", "31/2/1990", "", "", ""]])

    words = reading(client, administrator, of.get_absolute_url())

    assert "0 people are ready to import." in words
    assert "must agree" not in words
    assert "Agree to an import" not in reading(client, manager, "/")


def test_the_manager_is_told_on_home_and_sees_the_rows(client, administrator, manager, police):
    of = check(administrator, police)

    home = reading(client, manager, "/")

    assert "Agree to an import for Staffordshire IOM Team" in home
    assert "2 people, from a spreadsheet." in home
    assert "Quillfeather" in reading(client, manager, f"{address(of, 'rows')}?state=ready")
    assert "Agree to an import" not in reading(client, administrator, "/")


@pytest.mark.parametrize("name", PAGES)
def test_others_find_nothing(client, manager, officer, outsider, other_administrator, name):
    of = check(manager)

    for user in (officer, outsider, other_administrator):
        reading(client, user, address(of, name), 404)
        assert client.post(address(of, name)).status_code == 404


def test_practitioners_have_no_such_pages(client, officer):
    reading(client, officer, LIST, 403)
    reading(client, officer, f"{LIST}new/", 403)


def test_problems_stand_by_row_and_column_and_come_as_a_file(client, manager):
    rows = [*ROWS, ["=cmd()", "", "31/2/1990", "X", "", ""]]
    of = check(manager, rows=rows)

    words = reading(client, manager, of.get_absolute_url())
    file = client.get(address(of, "problems"))

    assert "There is no 31 February. February has 28 days." in words
    assert "“X” is not on the list." in words
    assert "Rows with problems are left out." in words
    text = file.content.decode("utf-8-sig")
    assert text.splitlines()[:2] == ["OFFICIAL-SENSITIVE", "Row,Column,As read,Problem"]
    assert "4,Date of birth,31/2/1990," in text
    assert file["Content-Disposition"].startswith("attachment")


def test_how_many_more_problems_there_are_is_said(client, manager):
    rows = [
        [f"Oaken{letter}", "Bram", "31/2/1990", "", "", ""] for letter in "abcdefghijklmnopqrstu"
    ]

    few = check(manager, rows=rows[:20])
    many = check(manager, rows=rows)

    assert "with problems: download" not in reading(client, manager, few.get_absolute_url())
    words = reading(client, manager, many.get_absolute_url())
    assert "1 more row with problems: download all of them." in words


def test_a_cell_of_the_file_is_no_formula(client, manager):
    of = check(manager, rows=[["=1+1", "Tam", "", "", "", ""]])

    client.force_login(manager)
    assert ",'=1+1," in client.get(address(of, "problems")).content.decode("utf-8-sig")


def test_choices_are_kept(client, manager):
    make_person(by=manager, surname="Oakenthorpe", forenames="Bram", born_on="1990-05-01")
    of = check(manager)
    shown = opened(client, manager, of)

    client.post(address(of, "choose"), {"row-3": "on", "shown": shown})

    of.refresh_from_db()
    assert of.counts == {"ready": 2}
    assert client.get(address(of, "choose")).context["form"]["row-3"].value()


def test_of_two_who_choose_at_once_neither_undoes_the_other(client, manager, second_manager):
    of = check(manager, rows=[ROWS[0]] * 4)
    earlier = opened(client, manager, of)
    choose(client, second_manager, of, opened(client, second_manager, of), 3, 4)

    choose(client, manager, of, earlier, 5)
    assert another(of) == [3, 4, 5]

    seen = opened(client, manager, of)
    choose(client, second_manager, of, opened(client, second_manager, of), 3, 5)
    choose(client, manager, of, seen, 3, 4)
    assert another(of) == [3]


@pytest.mark.parametrize("shown", ["", "nonsense", "[]", '{"row-3": 1}', '{"row-3": "x"}'])
def test_rows_that_the_page_did_not_show_are_not_chosen(client, manager, shown):
    of = check(manager, rows=[ROWS[0]] * 2)

    said = choose(client, manager, of, shown, 3)

    assert another(of) == []
    assert "Some of these rows have changed since you opened the page." in said
    assert "Saved." not in said


def test_who_may_be_the_same_since_the_page_was_opened_was_not_seen(
    client, administrator, manager, police
):
    make_person(by=manager, surname="Oakenthorpe", forenames="Bram", born_on="1990-05-01")
    of = check(administrator, police, rows=[ROWS[1]] * 2 + [ROWS[0]] * 2)
    shown = opened(client, manager, of)
    compare(of, manager)

    said = choose(client, manager, of, shown, 3, 5)

    assert another(of) == [5]
    assert "Some of these rows have changed since you opened the page." in said
    assert "Look at them again." not in choose(client, manager, of, opened(client, manager, of), 3)
    assert another(of) == [3]


def opened(client, user, of):
    """What the page of possible duplicates says that it shows this reader."""
    client.force_login(user)
    return client.get(address(of, "choose")).context["form"]["shown"].value()


def choose(client, user, of, shown, *ticked):
    """Send that page with these rows ticked; the words of the page that follows."""
    client.force_login(user)
    ticks = {f"row-{number}": "on" for number in ticked}
    sent = client.post(address(of, "choose"), {**ticks, "shown": shown}, follow=True)
    assert sent.status_code == 200
    return sent.content.decode()


def another(of):
    return list(of.rows.filter(is_another=True).values_list("number", flat=True))


def test_each_choice_stands_with_its_row(client, manager):
    make_person(by=manager, surname="Quillfeather", forenames="Tamsin", born_on="1988-03-12")
    make_person(by=manager, surname="Oakenthorpe", forenames="Bram", born_on="1990-05-01")
    of = check(manager)

    words = reading(client, manager, address(of, "choose"))

    places = [words.index(part) for part in ("Row 2: Tamsin", 'name="row-2"', "Row 3: Bram")]
    assert places == sorted(places)
    assert words.index("Row 3: Bram") < words.index('name="row-3"')


def test_stopping_and_cancelling(client, manager):
    of = check(manager)
    client.force_login(manager)
    client.post(address(of, "start"))
    client.post(address(of, "stop"))
    assert "Ruth Calloway stopped it." in reading(client, manager, of.get_absolute_url())
    client.post(address(of, "cancel"))

    of.refresh_from_db()
    assert of.state == "cancelled"


def test_the_templates_have_our_headings(client, manager):
    client.force_login(manager)

    text = client.get(f"{LIST}template.csv").content.decode("utf-8-sig")
    book = client.get(f"{LIST}template.xlsx")

    assert text.startswith("Surname,First names,Date of birth,Sex,Other names,PNC")
    assert book.content.startswith(b"PK")


def test_pages_ask_as_often_for_many_rows(client, manager, django_assert_max_num_queries):
    few, rows = check(manager), []
    for n in range(30):
        person = make_person(by=manager, surname=f"Oaken{'abcdefghijklmnopqrstuvwxyzäöüß'[n]}x")
        rows.append([person.surname, "Jordan", "14/3/1991", "", "", ""])
    many = check(manager, rows=rows)
    client.force_login(manager)
    client.get(address(few))

    for name in ("detail", "rows", "choose"):
        with django_assert_max_num_queries(45):
            client.get(address(many, name))


def test_a_finished_import_says_what_was_erased(client, manager):
    of = finish(check(manager), manager)
    of.rows.all().delete()
    Import.objects.filter(pk=of.pk).update(erased_at="2026-01-01T09:00Z")

    words = reading(client, manager, of.get_absolute_url())

    assert "What was read from the file was erased" in words
    assert "The rows were erased." in reading(client, manager, address(of, "rows"))


# ---- How far it is ------------------------------------------------------------------------------
def test_the_page_is_asked_how_far_it_is_without_an_event(client, manager):
    of = check(manager)
    assert 'data-progress="' not in reading(client, manager, of.get_absolute_url())
    start_import(of=of, by=manager)
    assert f'data-progress="{address(of, "progress")}"' in reading(
        client, manager, of.get_absolute_url()
    )
    before = Event.objects.count()

    words = client.get(address(of, "progress"), headers={"X-Poll": "1"}).content.decode()

    assert '<div data-state="importing">' in words
    assert "<b>0 imported, 2 to go.</b>" in words
    assert '<progress id="progress" max="2" value="0">' in words
    assert Event.objects.count() == before


def test_who_prepared_it_cannot_follow_it_once_the_team_has_it(
    client, administrator, manager, police
):
    of = check(administrator, police)
    compare_import(of=of, by=manager)

    words = reading(client, administrator, address(of, "progress"))

    assert '<div data-state="">' in words
    assert "being checked" not in words


def test_the_form_says_what_each_column_takes_and_that_notes_are_not_taken(client, manager):
    words = reading(client, manager, f"{LIST}new/")

    assert "Several with a semicolon between them." in words
    assert "Notes and other columns are not imported." in words
