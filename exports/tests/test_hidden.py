"""What an export says after its asker's access has ended, and to a manager who may know less."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from access.services import exclude_person
from agencies.models import Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from exports import jobs, services
from exports.models import Export
from exports.tests.factories import ExportFactory

pytestmark = pytest.mark.django_db


def words(client, address):
    return " ".join(client.get(address).content.decode().split())


@pytest.fixture
def of_person(officer, person):
    """A file of somebody's log, over the limit."""
    return ExportFactory(
        asked_by=officer,
        over=True,
        kind="log",
        of=person.uuid,
        title=f"Log of {person}",
        label=f"Log of {person.reference}",
        in_words="Written by Ruth Calloway",
    )


def pages_of(export):
    return [reverse("exports:list"), export.get_absolute_url()]


def test_who_asked_reads_whose_list_it_is(client, officer, person, of_person):
    client.force_login(officer)

    for page in pages_of(of_person):
        text = words(client, page)
        assert f"Log of {person}" in text
        assert "Written by Ruth Calloway" in text
    assert f"the limit: Log of {person.reference}" in words(client, "/")


def test_who_was_excluded_since_reads_it_no_longer(client, officer, manager, person, of_person):
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    client.force_login(officer)

    for page in [*pages_of(of_person), "/"]:
        text = words(client, page)
        assert "Log" in text
        for kept in (str(person), person.surname, person.reference, "Ruth Calloway"):
            assert kept not in text, page


def test_a_manager_who_is_excluded_learns_nothing_of_the_record(
    client, police, manager, person, of_person
):
    excluded = member(police, Membership.Role.MANAGER)
    exclude_person(obj=person, by=manager, user=excluded, reason="A cousin")
    answer = reverse("exports:answer", args=[of_person.uuid])

    for user, is_told in ((manager, True), (excluded, False)):
        client.force_login(user)
        for page in (answer, "/"):
            assert (person.reference in words(client, page)) is is_told


def test_nobody_is_allowed_more_for_a_team_that_they_left(officer, manager, of_person):
    officer.memberships.update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="no longer works"):
        services.allow_export(export=of_person, by=manager)


def test_a_file_whose_week_is_over_is_not_downloaded_though_it_is_still_there(
    as_officer, numbers, made
):
    export = made()
    file = reverse("exports:file", args=[export.uuid])
    assert b"one" in b"".join(as_officer.get(file))

    Export.objects.filter(pk=export.pk).update(keep_until=timezone.now())

    assert as_officer.get(file).status_code == 404
    for page in pages_of(export):
        assert file not in words(as_officer, page)


def test_an_account_that_was_closed_meanwhile_gets_no_file(ask, officer):
    export = ask()
    User.objects.filter(pk=officer.pk).update(is_active=False, disabled_at=timezone.now())

    jobs.make_exports()

    export.refresh_from_db()
    assert (export.state, export.file_name) == ("refused", "")


# ---- Teams that the reader may no longer know ---------------------------------------------------
def fetched(client, export):
    """What the download is answered with; a file is read to its end, which closes it."""
    response = client.get(reverse("exports:file", args=[export.uuid]))
    if response.streaming:
        b"".join(response)
    return response.status_code


def test_no_file_names_a_team_that_has_become_discreet_since(as_officer, numbers, made, council):
    TeamFactory(is_discreet=True)
    export = made()
    assert fetched(as_officer, export) == 200

    council.is_discreet = True
    council.save()

    assert fetched(as_officer, export) == 403
    assert fetched(as_officer, made()) == 200


def test_a_team_that_becomes_discreet_while_the_file_is_made_counts(
    as_officer, numbers, ask, council, monkeypatch
):
    export, next_rows = ask(), services.next_rows
    monkeypatch.setattr(jobs, "BATCH", 1)

    def then_discreet(**asked):
        found = next_rows(**asked)
        council.is_discreet = True
        council.save()
        return found

    monkeypatch.setattr(services, "next_rows", then_discreet)
    jobs.make_exports()

    assert fetched(as_officer, export) == 403


def test_who_is_of_the_team_still_gets_the_file(as_officer, numbers, made, police):
    export = made()

    police.is_discreet = True
    police.save()

    assert fetched(as_officer, export) == 200


def test_who_has_left_a_discreet_team_no_longer_gets_what_may_name_it(
    as_officer, officer, numbers, ask
):
    refuge = TeamFactory(is_discreet=True)
    place = MembershipFactory(user=officer, team=refuge)
    export = ask(by=User.objects.get(pk=officer.pk))
    jobs.make_exports()
    assert fetched(as_officer, export) == 200

    Membership.objects.filter(pk=place.pk).update(valid_until=timezone.now())

    assert fetched(as_officer, export) == 403
