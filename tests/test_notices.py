"""What people are told, and only they: the name if they may read it, else the reference."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.services import end_access_to_many, give_access_to_many
from access.tests.factories import AccessRequestFactory, LawfulBasisFactory, allow_sharing, give
from agencies.models import FOREVER
from agencies.tests.factories import TeamFactory, member
from alerts.audiences import may_be_told
from alerts.models import Notice
from alerts.selectors import how_many_new, new_notices, newest_notices, notice_pairs
from alerts.tests.reading import read_by
from audit.jobs import drain_deliveries
from core import policy
from profiles.models import Profile
from profiles.tests.factories import make_person

pytestmark = pytest.mark.slow


@pytest.fixture
def notice(person, manager, elsewhere, outsider):
    give(person, manager, elsewhere)
    drain_deliveries()
    return Notice.objects.get(recipient=outsider)


def test_a_notice_leads_to_the_record_and_is_put_away(client, notice, outsider, person):
    client.force_login(outsider)
    [words] = read_by(outsider)
    assert words in client.get("/").content.decode()
    assert "Alerts (1)" in client.get("/").content.decode()

    response = client.post(f"/alerts/{notice.uuid}/", {"open": "yes"})

    assert response["Location"] == person.get_absolute_url()
    assert words not in client.get("/").content.decode()
    assert words not in client.get("/alerts/").content.decode()
    assert words in client.get("/alerts/?state=done").content.decode()


def test_a_notice_names_the_person_to_a_reader_and_stores_no_name(notice, outsider, person):
    assert read_by(outsider) == [
        f"Staffordshire IOM Team gave your team access to {person.name} ({person.reference})"
    ]
    assert person.surname not in notice.text
    assert person.reference not in notice.text


def test_nobody_reads_or_puts_away_another_persons_notice(client, notice, officer):
    client.force_login(officer)

    assert client.post(f"/alerts/{notice.uuid}/").status_code == 404
    assert "gave your team access to" not in client.get("/alerts/").content.decode()
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_anyone_who_gives_access_is_not_told_of_it(person, manager):
    give(person, manager, TeamFactory())
    drain_deliveries()

    assert not Notice.objects.filter(recipient=manager).exists()


def test_the_owners_managers_are_told_that_someone_asks(person, manager, outsider):
    give(person, manager, outsider, named=True)
    asker = member(outsider.acting_team)
    AccessRequestFactory(obj=person, by=asker)

    text = f"Someone asks for access to {person.name} ({person.reference})"
    assert read_by(manager) == [text]


def test_a_named_person_is_told_it_is_theirs(person, manager, outsider):
    give(person, manager, outsider, named=True)

    expected = f"Staffordshire IOM Team gave you access to {person.name} ({person.reference})"
    assert read_by(outsider) == [expected]


def test_access_to_many_is_one_notice_by_number(client, person, manager, elsewhere, outsider):
    allow_sharing(person.owner_team, elsewhere)
    make_person(by=manager)
    terms = {"sections": [], "purpose": "x", "basis": LawfulBasisFactory(), "until": FOREVER}
    whom = [(elsewhere, None), (elsewhere, outsider.memberships.get())]
    for team, membership in whom:
        many = {"records": Profile.objects.all(), "by": manager, "team": team}
        give_access_to_many(**many, membership=membership, level=1, **terms)
        end_access_to_many(**many, membership=membership, because="x")

    assert read_by(outsider) == [
        "Norfolk IOM Team was given access to 2 people",
        "Norfolk IOM Team no longer has access to 2 people",
        "You were given access to 2 people",
        "You no longer have access to 2 people",
    ]
    client.force_login(outsider)
    for words, leads_to in (("was given", "/profiles/"), ("no longer has", "/alerts/")):
        told = Notice.objects.get(recipient=outsider, text__contains=words)
        response = client.post(f"/alerts/{told.uuid}/", {"open": "yes"})
        assert response["Location"] == leads_to


def test_the_notices_of_others_are_not_there(notice, manager, outsider):
    for action in ("notice.list", "notice.see"):
        assert list(policy.accessible(outsider, action, Notice)) == [notice]
        assert not policy.accessible(manager, action, Notice).exists()


def asked_for(reader):
    """What the menu and Home ask for the notices of this reader."""
    with CaptureQueriesContext(connection) as asked:
        how_many_new(reader)
        newest_notices(reader)
    return " ".join(one["sql"] for one in asked)


def test_who_may_be_told_is_asked_only_where_there_is_a_notice(notice, outsider, manager):
    """The audiences take PostgreSQL 50 ms to plan, on every page with a menu."""
    assert "profiles_profileteamhold" in asked_for(outsider)
    assert "profiles_profileteamhold" not in asked_for(manager)


def test_who_may_be_told_is_asked_of_the_kinds_that_there_are(notice, outsider):
    """Each kind of record and audience takes as long again to plan."""
    pairs = tuple(notice_pairs(outsider))
    everything = str(Notice.objects.filter(may_be_told(outsider)).query)

    assert pairs == (("profiles.profile", notice.audience),)
    for among in (pairs, None):
        assert len(str(new_notices(outsider, among).query)) * 2 < len(everything)
    assert list(new_notices(outsider, pairs)) == list(new_notices(outsider)) == [notice]


def test_one_that_its_reader_may_no_longer_be_told_is_not_counted(notice, outsider, person):
    Notice.objects.filter(pk=notice.pk).update(audience="managers")

    assert how_many_new(outsider) == 0
    assert newest_notices(outsider) == []
