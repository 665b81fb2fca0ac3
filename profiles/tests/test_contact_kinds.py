"""The kinds of contact that are offered fit the team that writes."""

import pytest

from access.levels import Level
from access.tests.factories import give
from agencies.models import Agency
from agencies.tests.factories import AgencyFactory, TeamFactory, member
from profiles.models import Contact, ContactKind
from profiles.tests.factories import write_contact
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow

USUAL = ["Visit", "Phone", "Office", "Prison visit", "Other"]
OFFERED = dict.fromkeys(Agency.Kind, USUAL) | {
    Agency.Kind.PRISON: ["Key-work session", "Wing observation", "ACCT review", "Phone", "Other"],
    Agency.Kind.PROBATION: [
        *("Supervision appointment", "Home visit", "Phone", "Office", "Prison visit", "Other"),
    ],
}


def worker(kind):
    return member(TeamFactory(agency=AgencyFactory(name=f"Agency: {kind}", kind=kind)))


@pytest.fixture
def sign_in(client, person, manager):
    """Somebody of this kind of agency, who may add to the log."""

    def as_one_of(kind):
        user = worker(kind)
        give(person, manager, user.acting_team, level=Level.CONTRIBUTE)
        client.force_login(user)
        return client

    return as_one_of


def offered(form):
    return [str(label) for _, label in form.fields["kind"].choices]


@pytest.mark.parametrize("kind", Agency.Kind)
def test_each_agency_is_offered_its_own_kinds(sign_in, person, kind):
    client = sign_in(kind)

    full = client.get(url("log-add", person)).context["form"]
    quick = client.get(f"{url('log', person)}?quick=1").context["quick"]

    assert offered(full) == offered(quick) == OFFERED[kind]


@pytest.mark.parametrize("name", ["log-add", "log-quick"])
def test_a_kind_of_another_agency_is_refused_by_its_field(sign_in, person, name):
    client, typed = sign_in("prison"), {"moment": "today", "text": "Calm.", "basis": "fact"}
    visit, wing = (ContactKind.objects.get(code=code) for code in ("visit", "wing"))

    _, page = post(client, url(name, person), kind=visit.pk, **typed)
    assert "from the list" in page
    assert not Contact.objects.exists()

    post(client, url(name, person), kind=wing.pk, **typed)
    assert Contact.objects.get().title == "Wing observation"


def test_a_kind_that_is_no_longer_offered_is_offered_to_nobody(sign_in, person):
    ContactKind.objects.filter(code="wing").update(is_offered=False)

    form = sign_in("prison").get(url("log-add", person)).context["form"]

    assert "Wing observation" not in offered(form)


def test_others_read_it_and_find_it_by_the_filter(signed_in, person, manager):
    write_contact(person, manager, kind=ContactKind.objects.get(code="key-work"), text="With Jay.")
    write_contact(person, manager, text="At home.")

    page = signed_in.get(url("log", person), {"kind": "key-work"}).content.decode()

    assert "Key-work session" in page
    assert "With Jay." in page
    assert "At home." not in page
