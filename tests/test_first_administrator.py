"""The first administrators of a site: made at the server, and only where there are too few."""

import re

import pytest
from django.core.management import CommandError, call_command

from agencies.management import asking
from agencies.models import Agency, Area, Membership, Team, User
from agencies.rules import independent
from agencies.tests.factories import AreaFactory
from alerts.models import Notice
from audit.jobs import drain_deliveries
from audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GOOD = "four-quiet-herons-bicycle"
WHO = {
    "area": "Staffordshire",
    "agency": "Staffordshire Police",
    "kind": "police",
    "username": "colette",
    "name": "Colette Innesby",
}


@pytest.fixture(autouse=True)
def areas():
    return [AreaFactory(name=name) for name in ("Staffordshire", "Norfolk")]


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "password"
    path.write_text(f"{GOOD}\n")
    return str(path)


def make(secret=None, **options):
    how = {"password_file": secret} if secret else {"link": True}
    call_command("first_administrator", **{**WHO, **how, **options})


def test_an_account_with_team_and_agency_and_an_event(secret, capsys):
    make(secret)

    user = User.objects.get()
    place = user.memberships.get()
    assert user.check_password(GOOD)
    assert (place.role, place.team.name) == ("administrator", "Staffordshire Administration")
    assert place.team.agency.kind == "police"
    assert [area.name for area in place.team.areas.all()] == ["Staffordshire"]
    event = Event.objects.get(verb="user.made_at_the_server")
    assert (event.actor_name, event.target_id, event.channel) == (
        "Set-up at the server",
        user.pk,
        "command",
    )
    assert GOOD not in capsys.readouterr().out


def test_it_is_refused_where_there_is_an_administrator(secret):
    make(secret)

    with pytest.raises(CommandError, match="There is an administrator already: Colette Innesby"):
        make(secret, username="second", name="Second Person")
    with pytest.raises(CommandError, match="already"):
        make(secret, username="second", name="Second Person", area="Norfolk")
    assert User.objects.count() == 1


def test_a_second_one_is_independent_of_the_first_who_is_told(secret):
    make(secret)
    make(secret, another=True, username="second", name="Second Person")

    first, second = User.objects.order_by("pk")
    assert independent(second, first)
    drain_deliveries()
    assert Notice.objects.get(recipient=first).text.startswith("Second Person was made an area")
    with pytest.raises(CommandError, match="Staffordshire has 2 administrators"):
        make(secret, another=True, username="third", name="Third Person")


def test_another_area_gets_its_first(secret):
    make(secret)
    make(
        secret, another=True, area="norfolk", username="n", name="N", agency="Norfolk Constabulary"
    )

    assert Area.objects.administered_by(User.objects.get(username="n")).get().name == "Norfolk"


def test_an_administrator_whose_account_is_closed_or_role_is_over_does_not_count(secret):
    make(secret)
    User.objects.update(is_active=False, disabled_at="2026-01-01T00:00Z")

    make(secret, username="second", name="Second Person")

    assert User.objects.count() == 2


def test_a_link_by_which_they_choose_a_password(client, capsys):
    make()

    path = re.search(r"https?://[^/]+(/\S+)", capsys.readouterr().out)[1]
    assert not User.objects.get().has_usable_password()
    page = client.get(path, follow=True)
    client.post(
        page.redirect_chain[-1][0] if page.redirect_chain else path,
        {"password": GOOD, "again": GOOD},
    )
    assert User.objects.get().check_password(GOOD)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"area": "Atlantis"}, "no police force area 'Atlantis'. Choose one of: Norfolk, Staff"),
        ({"area": None}, "--area is missing"),
        ({"agency": "  "}, "--agency is empty"),
        ({"kind": "circus"}, "'circus' is none of: police, prison, probation, council, health"),
        ({"kind": None}, "--kind is missing"),
        ({"username": None}, "--username is missing"),
        ({"username": "two words"}, "valid username"),
        ({"email": "nowhere"}, "valid e"),
        ({"password_file": "/nowhere/at/all"}, "cannot be read"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_one_line(secret, options, why):
    with pytest.raises(CommandError, match=re.escape(why)) as refused:
        make(options.pop("password_file", secret), **options)

    assert "\n" not in str(refused.value)
    assert not User.objects.exists()
    assert not Agency.objects.exists()


@pytest.mark.parametrize("weak", ["", "short", "passwordpassword", "colette-innesby"])
def test_a_weak_password_is_refused(tmp_path, weak):
    path = tmp_path / "weak"
    path.write_text(weak)

    with pytest.raises(CommandError, match="(?i)password"):
        make(str(path))
    assert not User.objects.exists()


def test_a_team_elsewhere_is_not_taken_over(secret):
    other = Agency.objects.create(name="Other", kind="council")
    Team.objects.create(name="Staffordshire Administration", agency=other)

    with pytest.raises(CommandError, match="another team named"):
        make(secret)
    assert not Membership.objects.exists()


def test_there_must_be_areas(secret):
    Area.objects.all().delete()

    with pytest.raises(CommandError, match="load_areas"):
        make(secret)


def test_the_password_is_asked_twice(monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    typed = iter([GOOD, GOOD, GOOD, "something-else-entirely"])
    monkeypatch.setattr(asking, "getpass", lambda question: next(typed))

    assert asking.password_twice() == GOOD
    with pytest.raises(CommandError, match="differ"):
        asking.password_twice()


def test_without_a_terminal_no_password_is_waited_for(monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Pipe", (), {"isatty": lambda self: False})())

    with pytest.raises(CommandError, match="--password-file"):
        asking.password_twice()
