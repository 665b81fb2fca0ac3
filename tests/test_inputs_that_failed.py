"""Inputs that failed once when the product was tried by hand: for each, the test with its values.

Those without a test beside their code have it here.
"""

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from agencies.services import disable_user
from alerts.models import Notice
from audit.jobs import drain_deliveries
from profiles.models import Profile
from profiles.tests.factories import make_person
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
HERE = "tests/test_inputs_that_failed.py"
AS_TYPED, SIMILAR = "profiles/tests/test_as_typed.py", "profiles/tests/test_similar_names.py"
STALE, SENT = "tests/stale/test_people.py", "tests/test_forms_sent.py"
BY_DEMO = ("tests/test_demo_search.py", "test_what_is_typed_finds_jordan_pellworth")
TESTS = {
    1: (STALE, "test_not_safe_to_ring_outlives_a_note_by_another"),
    2: (STALE, "test_the_text_of_a_warning_outlives_a_review_date_by_another"),
    3: (SIMILAR, "test_the_same_name_in_another_spelling_shows_a_stub"),
    4: (SIMILAR, "test_a_name_is_found_however_it_is_spelt"),
    5: (SIMILAR, "test_a_name_is_found_however_it_is_spelt"),
    6: (SIMILAR, "test_a_name_is_found_however_it_is_spelt"),
    7: BY_DEMO,
    8: BY_DEMO,
    9: (AS_TYPED, "test_a_phone_is_found_however_it_was_kept"),
    10: (AS_TYPED, "test_a_phone_is_found_however_it_was_kept"),
    11: (AS_TYPED, "test_a_postcode_is_taken_as_it_is_typed"),
    12: BY_DEMO,
    13: BY_DEMO,
    14: (SIMILAR, "test_a_name_is_found_however_it_is_spelt"),
    15: ("core/tests/test_dates.py", "test_days_are_read_as_people_type_them"),
    16: (AS_TYPED, "test_contacts_of_one_day_go_by_their_time"),
    17: ("tests/e2e/test_sent_twice.py", "test_what_is_typed_as_the_session_ends_comes_back"),
    18: ("tests/e2e/test_sent_twice.py", "test_back_and_save_saves_once"),
    19: (HERE, "test_records_of_a_closed_account_keep_it_as_lead_and_managers_are_told"),
    20: (AS_TYPED, "test_a_postcode_is_taken_as_it_is_typed"),
    21: (HERE, "test_a_name_loses_what_cannot_be_seen"),
    22: (SIMILAR, "test_a_short_form_may_be_the_same_person"),
    23: (HERE, "test_lists_go_by_the_letters_on_every_page"),
    24: ("tests/e2e/test_small_screens.py", "test_a_surname_of_58_letters_widens_no_page"),
    25: (AS_TYPED, "test_a_number_of_nobody_is_refused"),
    26: (AS_TYPED, "test_a_number_that_somebody_has_is_asked_about"),
    27: (AS_TYPED, "test_the_letter_of_a_search_file_may_be_of_the_whole_number"),
    28: (STALE, "test_a_new_number_outlives_a_note_by_another"),
    29: (SIMILAR, "test_a_name_is_found_however_it_is_spelt"),
    30: (AS_TYPED, "test_a_phone_is_found_however_it_was_kept"),
    31: (AS_TYPED, "test_contacts_of_one_day_go_by_their_time"),
    32: (SIMILAR, "test_the_log_is_searched_as_it_is_read"),
}


def test_each_has_its_test():
    def names(path):
        tree = ast.parse((ROOT / path).read_text())
        return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}

    assert list(TESTS) == list(range(1, 33))
    assert [number for number, (path, name) in TESTS.items() if name not in names(path)] == []


# ---- D19 ----------------------------------------------------------------------------------------
def test_records_of_a_closed_account_keep_it_as_lead_and_managers_are_told(
    client, officer, manager, police, administrator
):
    person = make_person(by=officer, team=police, surname="Carteright")
    disable_user(user=officer, by=administrator, reason="Has left the force")
    drain_deliveries()
    client.force_login(manager)

    assert Notice.objects.filter(recipient=manager, text__contains=f"{officer.name} has a closed")
    listed = client.get(reverse("profiles:list"), {"lead": "gone"})
    assert [one.pk for one in listed.context["page"]] == [person.pk]
    overview = client.get(url("overview", person)).content.decode()
    assert "Nobody leads now." in overview
    assert "the account is closed" in overview

    form = client.get(url("edit", person)).context["form"]
    assert form["lead"].value() == officer.pk
    response, page = edit(
        client,
        url("edit", person),
        surname="Carteright",
        forenames="Jordan",
        born_on="14 March 1991",
        sex="male",
        lead=officer.pk,
        first_language="Welsh",
    )
    assert response.status_code == 302, page
    person.refresh_from_db()
    assert (person.first_language, person.lead) == ("Welsh", officer)


# ---- D21 ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Shy\u00adkowskii", "Shykowskii"),
        ("Tab\tbett", "Tab bett"),
        ("Zero\u200bwidth\u2060", "Zerowidth"),
        (" Space\u00a0 d ", "Space d"),
    ],
)
def test_a_name_loses_what_cannot_be_seen(client, officer, police, typed, kept):
    client.force_login(officer)
    sent = {"surname": typed, "forenames": "Ann", "sex": "female", "team": police.pk}

    response, page = post(client, reverse("profiles:create"), **sent)

    assert response.status_code == 302, page
    assert Profile.objects.get().surname.split() == kept.split()
    found = client.get(reverse("profiles:list"), {"q": typed}).context["page"]
    assert [one.surname for one in found] == [Profile.objects.get().surname]


# ---- D23 ----------------------------------------------------------------------------------------
IN_ORDER = [
    *("Laskb", "Łaskiewiczz", "Lasko", "Ohara", "O’Harra", "Oharra", "O'Harra", "O'Harrb"),
    *("Orsta", "Ørstedd", "Orstee", "Thorsta", "Þorsteinsdóttirr", "Thorstf", "Zwjensenn"),
]


@pytest.mark.parametrize("sort", ["name", "-name"])
def test_lists_go_by_the_letters_on_every_page(client, officer, monkeypatch, sort):
    """Also where a page ends at such a name, and by the API."""
    # The same surname in three spellings: then by first names.
    firsts = {"O’Harra": "Ann", "Oharra": "Bea", "O'Harra": "Cy"}
    for surname in sorted(IN_ORDER):
        make_person(by=officer, surname=surname, forenames=firsts.get(surname, ""))
    wanted = IN_ORDER if sort == "name" else IN_ORDER[::-1]
    client.force_login(officer)

    for size in (1, 2, 5):
        monkeypatch.setattr("profiles.filters.PeopleFilter.size", size)
        seen, after = [], ""
        while after is not None:
            asked = {"sort": sort, "after": after}
            page = client.get(reverse("profiles:list"), asked).context["page"]
            seen += [one.surname for one in page]
            after = page.next_cursor
        assert seen == wanted
    told = client.get("/api/v1/profiles/", {"sort": sort, "limit": size}).json()
    assert [one["name"].split()[-1] for one in told["results"]] == wanted[:size]
