"""An import tells nobody who is known, but those who may know of the record."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Discovery
from access.services import exclude_person
from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.jobs import drain_deliveries
from audit.models import Event
from imports import services
from imports.outcomes import Outcomes
from imports.tests.factories import ROWS, check, compare, finish
from profiles.models import Profile
from profiles.tests.factories import make_person

BORN = datetime.date(1988, 3, 12)
WHO = {"surname": "Quillfeather", "forenames": "Tamsin", "born_on": BORN}
# The same, but for the names.
OTHERS = [["Rookhurst", "Ida", *ROWS[0][2:]], ["Larkmoor", "Finn", *ROWS[1][2:]]]
TAGS = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>")


@pytest.fixture
def refuge(staffordshire):
    return TeamFactory(name="Refuge", areas=[staffordshire], is_discreet=True)


@pytest.fixture
def refuge_manager(refuge):
    return member(refuge, Membership.Role.MANAGER)


def states(of):
    return list(of.rows.order_by("number").values_list("state", flat=True))


def reading(client, user, of, name="rows", state=""):
    client.force_login(user)
    address = reverse(f"imports:{name}", args=[of.uuid])
    response = client.get(address, {"state": state} if state else {})
    assert response.status_code == 200
    return response.content.decode()


def told(client, user, of):
    """What the pages say to this reader, without the names in the file and the times."""
    pages = [reading(client, user, of, name) for name in ("detail", "rows")]
    mains = [page.partition("<main")[2].partition("</main")[0] for page in pages]
    words = " ".join(TAGS.sub(" ", main) for main in mains)
    for surname, forenames, *_ in (*ROWS, *OTHERS):
        words = words.replace(surname, "").replace(forenames, "")
    return re.sub(r"\d+:\d+[ap]m", "", " ".join(words.split()))


# ---- Those who prepare it -----------------------------------------------------------------------
def test_what_an_administrator_prepares_is_compared_with_no_record(
    administrator, refuge, refuge_manager
):
    make_person(by=refuge_manager, team=refuge, **WHO)

    of = check(administrator, refuge)

    assert states(of) == ["ready", "ready"]
    assert [row.proposed for row in of.rows.all()] == [[], []]


@pytest.mark.parametrize("end", ["compared", "done", "cancelled"])
def test_an_administrator_is_told_the_same_whoever_is_known(
    client, administrator, refuge, refuge_manager, end
):
    make_person(by=refuge_manager, team=refuge, **WHO)
    known, unknown = (check(administrator, refuge, rows=rows) for rows in (ROWS, OTHERS))

    for of in (known, unknown):
        compare(of, refuge_manager)
        if end == "done":
            finish(of, refuge_manager)
        if end == "cancelled":
            services.cancel_import(of=of, by=refuge_manager)
    pages = [told(client, administrator, of) for of in (known, unknown)]

    assert states(known) != states(unknown)
    assert pages[0] == pages[1]
    assert "With the team 2" in pages[0]
    assert "May be on record" not in pages[0]


def test_an_administrator_reads_nothing_of_a_row_that_was_left_out(
    client, administrator, manager, police, council
):
    of = compare(check(administrator, police), manager)
    other = member(council, Membership.Role.MANAGER)
    person = make_person(by=other, team=council, **WHO)

    finish(of, manager)
    words = reading(client, administrator, of, state="team")

    assert of.counts == {"skipped": 1, "imported": 1}
    for hint in (person.reference, "A record that", "Since the check", "Left out", "Imported"):
        assert hint not in words
    assert reading(client, administrator, of, state="skipped").count("Row ") == words.count("Row ")


def test_a_manager_has_it_compared_and_decides(client, administrator, manager, police):
    person = make_person(by=manager, team=police, **WHO)
    of = check(administrator, police)
    client.force_login(manager)
    start = reverse("imports:start", args=[of.uuid])

    assert "Compare these people with your records?" in client.get(start).content.decode()
    client.post(start)
    drain_deliveries()

    of.refresh_from_db()
    assert (of.state, of.compared_by, of.agreed_by) == ("checked", manager, None)
    assert states(of) == ["duplicate", "ready"]
    assert f"Tamsin Quillfeather, {person.reference}" in reading(client, manager, of, "choose")
    assert "Import 1 person?" in client.get(start).content.decode()


def test_it_does_not_begin_before_it_is_compared(administrator, manager, police):
    of = check(administrator, police)

    with pytest.raises(ValidationError, match="Compare the list with your records first."):
        services.start_import(of=of, by=manager)
    with pytest.raises(PermissionDenied):
        services.compare_import(of=of, by=administrator)
    compare(of, manager)
    with pytest.raises(ValidationError, match="was compared already"):
        services.compare_import(of=of, by=manager)


def test_a_choice_between_rows_of_the_file_stays(administrator, manager, police):
    of = check(administrator, police, rows=[ROWS[1], ROWS[1]])
    services.choose_rows(of=of, by=administrator, chosen={3: True})

    compare(of, manager)

    assert states(of) == ["ready", "ready"]


def test_a_manager_who_left_before_the_comparison_leaves_it_to_another(
    administrator, manager, second_manager, police
):
    of = check(administrator, police)
    services.compare_import(of=of, by=second_manager)
    second_manager.memberships.update(valid_until=timezone.now())

    of = services.check_import(of=of)

    assert (of.state, of.compared_by) == ("checked", None)
    assert compare(of, manager).compared_by == manager


def test_what_a_manager_took_over_does_not_count_as_unfinished(administrator, manager, police):
    for _ in range(10):
        compare(check(administrator, police), manager)

    assert check(administrator, police).state == "checked"


# ---- Those who may not know of the record any more ----------------------------------------------
@pytest.mark.parametrize("hide", ["excluded", "restricted", "discreet"])
def test_a_row_whose_record_is_hidden_since_is_like_every_other(
    client, manager, second_manager, police, council, hide
):
    team = council if hide == "discreet" else police
    chief = member(council, Membership.Role.MANAGER) if hide == "discreet" else second_manager
    person = make_person(by=chief, team=team, **WHO)
    of = check(manager, police)
    assert states(of) == ["duplicate", "ready"]

    if hide == "excluded":
        exclude_person(obj=person, by=chief, user=manager, reason="A cousin")
    elif hide == "restricted":
        restrict(person, chief)
    else:
        team.is_discreet = True
        team.save()

    for name in ("detail", "rows", "choose"):
        words = reading(client, manager, of, name)
        for hint in (person.reference, "A record that", "May be on record", "Same name"):
            assert hint not in words, name
    assert reading(client, manager, of, "rows", "ready").count('class="ecins-box"') == 2
    finish(of, manager)
    assert of.counts == {"imported": 2}
    assert Profile.objects.filter(surname="Quillfeather").count() == 2


def test_a_row_that_was_left_out_for_a_hidden_record_is_like_every_other(
    client, manager, police, council
):
    of = check(manager, police)
    other = member(council, Membership.Role.MANAGER)
    person = make_person(by=other, team=council, **WHO)
    finish(of, manager)
    assert states(of) == ["skipped", "imported"]
    exclude_person(obj=person, by=other, user=manager, reason="A cousin")

    words = reading(client, manager, of)

    for hint in (person.reference, "Since the check", "Left out", "Ready"):
        assert hint not in words
    assert "Imported 2" in words
    assert reading(client, manager, of, state="imported").count('class="ecins-box"') == 2
    assert "2 records were created." in reading(client, manager, of, "detail")


def test_a_choice_between_rows_does_not_tell_of_a_hidden_record(client, manager, police, council):
    of = check(manager, police, rows=[ROWS[1], ROWS[0], ROWS[0]])
    services.choose_rows(of=of, by=manager, chosen={4: True})
    other = member(council, Membership.Role.MANAGER)
    person = make_person(by=other, team=council, **WHO)
    finish(of, manager)
    assert states(of) == ["imported", "skipped", "skipped"]
    exclude_person(obj=person, by=other, user=manager, reason="A cousin")

    words = reading(client, manager, of)

    assert "Since the check" not in words
    assert "Imported 3" in words
    assert words.count("Looks like the same person as in row 3 of this file.") == 1


@pytest.fixture
def passed(manager, second_manager, police):
    """Stopped after row 3; of row 2 is a record that the first manager may not know of now."""
    person = make_person(by=second_manager, team=police, **WHO)
    of = check(manager, police, rows=[*ROWS, *OTHERS])
    services.start_import(of=of, by=second_manager)
    services.import_batch(of=of, size=1)
    exclude_person(obj=person, by=second_manager, user=manager, reason="A cousin")
    services.stop_import(of=of, by=second_manager)
    of.refresh_from_db()
    assert (of.position, states(of)) == (3, ["duplicate", "imported", "ready", "ready"])
    return of


def numbers_for(user, of):
    """What this reader is told of the states, all of them and each row."""
    of.refresh_from_db()
    rows, outcomes = list(of.rows.all()), Outcomes(user, of)
    outcomes.put_on(rows)
    told = [str(row.told) for row in rows]
    numbers = {str(one.label): one.number for one in outcomes.numbers()}
    assert numbers == {label: told.count(label) for label in told}
    for one in outcomes.numbers():
        found = [row.told for row in rows if row in set(outcomes.rows(one.key))]
        assert found == [one.label] * one.number
    return told


def test_a_row_that_was_passed_is_told_as_imported_and_imported_when_it_goes_on(
    client, manager, second_manager, passed
):
    before = ["Imported", "Imported", "Ready", "Ready"]
    assert numbers_for(manager, passed) == before
    assert numbers_for(second_manager, passed)[0] == "May be on record"
    assert "Import 2 people?" in reading(client, manager, passed, "start")
    assert "2 records already created will stay." in reading(client, manager, passed, "cancel")

    services.start_import(of=passed, by=manager)
    assert numbers_for(manager, passed) == before
    words = reading(client, manager, passed, "progress")
    assert "<b>2 imported, 2 to go.</b>" in words
    assert '<progress id="progress" max="4" value="2">' in words
    services.import_batch(of=passed, size=1)
    passed.refresh_from_db()
    assert (passed.position, states(passed)) == (3, ["imported", "imported", "ready", "ready"])
    finish(passed)

    assert passed.counts == {"imported": 4}
    assert passed.position == 5
    assert Profile.objects.filter(surname="Quillfeather").count() == 2


def test_a_row_that_was_left_out_is_imported_too_when_it_goes_on(manager, police, council):
    of = check(manager, police)
    other = member(council, Membership.Role.MANAGER)
    person = make_person(by=other, team=council, **WHO)
    services.start_import(of=of, by=manager)
    services.import_batch(of=of, size=1)
    services.stop_import(of=of, by=manager)
    assert states(of) == ["skipped", "ready"]
    exclude_person(obj=person, by=other, user=manager, reason="A cousin")

    finish(of, manager)

    assert of.counts == {"imported": 2}
    assert of.rows.first().problems == {}


def test_a_batch_that_ends_while_a_page_is_made_does_no_harm(manager, second_manager, passed):
    services.start_import(of=passed, by=second_manager)
    passed.refresh_from_db()
    passed.rows.filter(number=2).update(state="skipped")

    numbers = {one.key: one.number for one in Outcomes(manager, passed).numbers()}

    assert "skipped" not in passed.counts
    assert numbers == {"imported": 2, "ready": 2}


def test_a_row_of_a_cancelled_import_is_told_as_those_beside_it(manager, second_manager, passed):
    services.cancel_import(of=passed, by=second_manager)

    assert numbers_for(manager, passed) == ["Imported", "Imported", "Ready", "Ready"]


# ---- How many somebody may look up --------------------------------------------------------------
@pytest.fixture
def neighbours(manager, police, council):
    """A checked import of a person whom another team of the area manages."""
    other = member(council, Membership.Role.MANAGER)
    return make_person(by=other, team=council, **WHO), check(manager, police)


@pytest.mark.parametrize("name", ["rows", "choose"])
def test_a_record_that_is_said_to_exist_was_found_and_counts(client, manager, neighbours, name):
    person, of = neighbours

    words = reading(client, manager, of, name)

    assert f"A record that another team manages: {person.reference}" in words
    assert Discovery.objects.filter(user=manager, object_id=person.pk).exists()
    assert Event.objects.filter(verb="access.found", target_id=person.pk).count() == 1
    listed = Event.objects.filter(target_id=None, subjects=[person.pk], actor_id=manager.pk)
    assert listed.get().detail["import"] == of.pk


@pytest.mark.parametrize("name", ["rows", "choose"])
def test_who_has_listed_too_many_looks_up_no_more(client, settings, manager, neighbours, name):
    _, of = neighbours
    settings.LISTING_LIMITS = {"practitioner": 0, "manager": 0}
    client.force_login(manager)

    response = client.get(reverse(f"imports:{name}", args=[of.uuid]))

    assert response.status_code == 403
    assert "which is the limit" in response.content.decode()
    assert not Discovery.objects.exists()
