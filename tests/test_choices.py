"""`manage.py choices`: lists of choices are changed at the server, without a programmer."""

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from profiles.models import ContactKind
from records.choices import as_csv, lists

KINDS = "profiles.contactkind"


@pytest.fixture
def change(tmp_path, capsys):
    """What the command says of a list, once it says something else."""

    def changed(name, say, *words):
        path = tmp_path / "list.csv"
        path.write_text(say(as_csv(lists()[name])))
        call_command("choices", name, str(path), *words)
        return capsys.readouterr().out

    return changed


@pytest.fixture
def visit(db):
    """A list of one choice, instead of those that ship."""
    ContactKind.objects.all().delete()
    return ContactKind.objects.create(
        code="visit", name="Visit", position=10, agency_kinds=["police", "council"]
    )


def test_each_list_is_named_and_printed_as_it_is_taken_back(visit, change, capsys):
    call_command("choices")
    named = capsys.readouterr().out
    call_command("choices", KINDS)
    printed = capsys.readouterr().out

    assert "profiles.contactkind" in named
    assert "records.formkind" not in named
    assert printed == (
        "code,name,position,is_offered,agency_kinds\nvisit,Visit,10,yes,police council\n"
    )
    assert "The file says what the list says." in change(KINDS, lambda text: text, "--commit")
    assert not Event.objects.filter(verb__startswith="choice.").exists()


def test_every_list_can_be_printed(db):
    for model in lists().values():
        assert as_csv(model).startswith("code,name,position,is_offered")


def test_without_commit_it_is_said_and_nothing_changes(visit, change):
    said = change(KINDS, lambda text: text.replace("Visit", "Home visit"))

    assert "visit: name from “Visit” to “Home visit”" in said
    assert "Nothing was changed." in said
    visit.refresh_from_db()
    assert visit.name == "Visit"


def test_a_choice_is_renamed_another_is_added_and_each_is_an_event(visit, change):
    def say(text):
        return text.replace("Visit", "Home visit").replace("yes", "no") + "tea,Tea,20,yes,\n"

    assert "2 changed." in change(KINDS, say, "--commit")

    visit.refresh_from_db()
    assert (visit.name, visit.is_offered, visit.agency_kinds) == (
        "Home visit",
        False,
        ["police", "council"],
    )
    assert ContactKind.objects.get(code="tea").is_offered
    changed, added = Event.objects.filter(verb__startswith="choice.").order_by("pk")
    assert (changed.verb, changed.detail["before"]["name"]) == ("choice.changed", "Visit")
    assert (added.verb, added.detail["list"]) == ("choice.added", KINDS)


def test_what_is_not_in_the_file_stays(visit, change):
    change(KINDS, lambda text: text.splitlines()[0] + "\ntea,Tea,20,yes,\n", "--commit")

    assert ContactKind.objects.filter(code__in=["visit", "tea"]).count() == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("tea,Tea,20,perhaps,", "Line 3, is_offered: enter yes or no."),
        ("tea,Tea,soon,yes,", "Line 3, position: enter a whole number."),
        ("tea,,20,yes,", "Line 3, name: enter up to 100 characters."),
        ("a cup,Tea,20,yes,", "Line 3, code: enter up to 40 letters, digits and hyphens."),
        (
            "tea,Tea,20,yes,bakery",
            "Line 3, agency_kinds: enter any of these, with spaces between them: police",
        ),
        ("tea,Tea,20,yes", "Line 3: it has too few or too many columns."),
        ("visit,Call,20,yes,", "Line 3: visit stands above already."),
        (f"tea,{'x' * 101},20,yes,", "Line 3, name: enter up to 100 characters."),
        ('tea,"Tea,20,yes,', "Line "),
    ],
)
def test_a_line_that_is_wrong_is_named_and_nothing_is_changed(visit, change, line, says):
    def say(text):
        return f"{text.replace('Visit', 'Home visit')}{line}\n"

    with pytest.raises(CommandError) as refused:
        change(KINDS, say, "--commit")

    assert "Nothing was changed." in str(refused.value)
    assert says in str(refused.value)
    visit.refresh_from_db()
    assert visit.name == "Visit"


def test_one_choice_must_stay_offered(visit, change):
    with pytest.raises(CommandError, match="At least one choice must be offered"):
        change(KINDS, lambda text: text.replace(",yes,", ",no,"), "--commit")


def test_other_columns_or_another_list_are_refused(visit, change, tmp_path):
    with pytest.raises(CommandError, match="The first line must be: code,name,position"):
        change(KINDS, lambda text: text.replace("name", "label"))
    with pytest.raises(CommandError, match="There is no list profiles.nothing"):
        call_command("choices", "profiles.nothing")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("choices", KINDS, str(tmp_path / "none.csv"))
