"""A form of the log says who will see what is written, as far as the writer may know."""

import pytest

from access.levels import Level
from access.tests.factories import give, restrict
from agencies.tests.factories import TeamFactory, member
from profiles.tests.factories import make_person, write_contact
from profiles.tests.particulars.reading import words
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


@pytest.fixture
def pages(client, person, manager):
    """What each form of the log says, to this reader."""

    def read(reader):
        entry = person.contacts.first() or write_contact(person, manager)
        client.force_login(reader)
        quick = f"{url('log', person)}?quick=1"
        addresses = [url("log-add", person), url("log-amend", person, entry.uuid), quick]
        return [words(client.get(address)) for address in addresses]

    return read


def test_teams_and_named_people_with_the_log_are_said(person, manager, officer, elsewhere, pages):
    named = member(TeamFactory(name="Leeds Victims"), name="Vera Lindqvist")
    give(person, manager, elsewhere, sections=["log", "risk"])
    give(person, manager, named, named=True, sections=["log"])
    give(person, manager, TeamFactory(name="Risk Alone Team"), sections=["risk"])
    give(person, manager, TeamFactory(name="Nothing Team"), sections=[])

    for page in pages(officer):
        assert (
            f"Who will see this entry:</b> {person.owner_team}, {elsewhere}, "
            "Vera Lindqvist (Leeds Victims), and anyone who is given access to the log later."
        ) in page
        assert "Risk Alone" not in page
        assert "Nothing Team" not in page


def test_a_discreet_team_is_said_to_managers_and_itself_alone(person, manager, officer, pages):
    refuge = TeamFactory(name="Refuge", is_discreet=True)
    worker = member(refuge)
    give(person, manager, refuge, sections=["log"], level=Level.CONTRIBUTE)

    assert not any("Refuge" in page for page in pages(officer))
    assert all(f"{person.owner_team}, Refuge, and" in page for page in pages(manager))
    assert all("Refuge, and" in page for page in pages(worker))


def test_of_a_restricted_record_only_named_people_are_said(person, manager, elsewhere, pages):
    give(person, manager, elsewhere, sections=["log"])
    restrict(person, manager)

    for page in pages(manager):
        assert f"Who will see this entry:</b> {manager.name} ({person.owner_team}), and" in page
        assert str(elsewhere) not in page


def test_many_readers_are_counted_and_folded(person, manager, pages):
    for n in range(4):
        give(person, manager, TeamFactory(name=f"Folded Team {n}"), sections=["log"])

    for page in pages(manager):
        assert "Who will see this entry (5 teams)</span>" in page
        assert "<li>Folded Team 3</li>" in page


def test_it_is_said_again_with_an_error(signed_in, person):
    _, page = post(signed_in, url("log-quick", person), text="Without a kind")

    assert "There is a problem" in page
    assert f"Who will see this entry:</b> {person.owner_team}, and anyone" in page


# ---- How many entries ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("matching", "others", "asked", "said"),
    [
        (22, 26, {"q": "needle"}, "<b>22 of 48 entries</b>"),
        (0, 48, {}, "<b>25 of 48 entries</b>"),
        (30, 18, {"q": "needle"}, "<b>25 of 30 matching entries</b>, 48 in the log"),
        (0, 3, {"q": "needle"}, "0 of 3 entries match."),
        (0, 1, {"q": "needle"}, "0 of 1 entry matches."),
        (0, 0, {"q": "needle"}, "No matching entries."),
        (0, 3, {}, None),
    ],
)
def test_the_log_says_how_many_of_how_many(
    signed_in, person, manager, matching, others, asked, said
):
    for n in range(matching + others):
        write_contact(person, manager, text="needle" if n < matching else "hay")
    write_contact(make_person(by=manager), manager, text="needle of somebody else")

    page = words(signed_in.get(url("log", person), asked))

    assert (said in page) if said else (" of 3" not in page)


def test_the_last_page_says_it_too(signed_in, person, manager):
    for _ in range(27):
        write_contact(person, manager)
    first = signed_in.get(url("log", person))

    last = words(signed_in.get(url("log", person), {"after": first.context["page"].next_cursor}))

    assert "<b>2 of 27 entries</b>" in last


def test_who_does_not_hold_the_log_is_told_no_number(client, person, manager, outsider):
    write_contact(person, manager)
    give(person, manager, outsider.acting_team, sections=["risk"])
    client.force_login(outsider)

    assert client.get(url("log", person), {"q": "x"}).status_code == 404
