"""People and their log: created, edited, added to, and never overwritten."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.models import User
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core.querysets import UntrackedChange
from profiles import services
from profiles.models import OtherName, Profile, Role
from profiles.tests.factories import (
    AddressFactory,
    RoleFactory,
    make_person,
    write_contact,
)


def test_a_new_record_has_a_reference_an_owner_and_an_event(person, police, manager):
    assert person.reference.startswith("P-")
    assert person.owner_team == police
    hold = person.team_holds.get()
    assert (hold.group_id, hold.level) == (police.pk, Level.MANAGE)
    assert Event.objects.get(verb="profile.created").subjects == [person.pk]


def test_references_of_one_agency_tell_nothing_of_another(manager, outsider):
    ours, theirs = make_person(by=manager), make_person(by=outsider)
    again = make_person(by=manager)

    number = lambda profile: int(profile.reference[-6:])  # noqa: E731 - a word for a sum
    assert number(again) == number(ours) + 1
    assert number(theirs) // 100 != number(ours) // 100


def test_an_edit_that_changes_nothing_leaves_no_event(person, manager):
    services.edit_profile(profile=person, by=manager, surname="Pellworth")

    assert not Event.objects.filter(verb="profile.edited").exists()


def test_a_rename_moves_the_person_in_everybodys_list(person, manager, elsewhere, outsider):
    give(person, manager, elsewhere)

    services.edit_profile(profile=person, by=manager, surname="Ábel")

    holds = person.team_holds.values_list("sort_name", flat=True)
    assert set(holds) == {"abel, jordan"}


def test_another_name_finds_the_person(person, manager):
    services.add_detail(
        profile=person, by=manager, detail=OtherName(surname="Smythe", forenames="Jay")
    )

    found = Profile.objects.page_for(manager, words="smyth")
    assert list(found) == [person]


def test_activity_moves_only_holds_of_its_section(person, manager, elsewhere):
    give(person, manager, elsewhere, sections=["risk"])
    theirs = lambda: person.team_holds.get(group=elsewhere).last_activity_at  # noqa: E731
    before = theirs()

    write_contact(person, manager)

    assert theirs() == before
    assert person.team_holds.get(group=person.owner_team).last_activity_at > before


def test_an_entry_is_added_to_and_never_changed(contact, manager, elsewhere, outsider):
    give(contact.profile, manager, elsewhere, level=Level.CONTRIBUTE, sections=["log"])

    services.amend_contact(
        contact=contact, by=User.objects.get(pk=outsider.pk), text="It was the 4th."
    )

    amendment = contact.amendments.get()
    assert amendment.written_by_team_name == "Norfolk IOM Team"
    assert Event.objects.filter(verb="log.amended", section="log").exists()


def test_who_only_reads_cannot_add(person, manager, elsewhere, outsider):
    give(person, manager, elsewhere, level=Level.VIEW)

    with pytest.raises(PermissionDenied):
        write_contact(person, User.objects.get(pk=outsider.pk))

    assert not person.contacts.exists()


def test_reported_needs_someone_who_told(person, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        write_contact(person, manager, basis="reported", told_by="")


def test_one_role_is_held_once(person, manager):
    RoleFactory(profile=person, kind=Role.Kind.VICTIM)

    with pytest.raises(ValidationError, match="already"):
        services.add_detail(
            profile=person, by=manager, detail=Role(kind=Role.Kind.VICTIM, source="x")
        )


def test_roles_that_are_over_leave_the_list(person, manager):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    RoleFactory(profile=person, kind=Role.Kind.SUSPECT, ends_on=yesterday)

    assert not Profile.objects.all().with_role("suspect").exists()


def test_addresses_need_their_section(person, manager, elsewhere, outsider):
    address = AddressFactory(profile=person, is_confidential=True)
    give(person, manager, elsewhere, sections=["log"])
    reader = User.objects.get(pk=outsider.pk)

    assert not type(address).objects.visible_to(reader).exists()

    give(person, manager, elsewhere, sections=["contact_details"])
    assert type(address).objects.visible_to(reader).get() == address


@pytest.mark.parametrize("change", ["update", "delete", "bulk_create", "bulk_update"])
def test_nothing_changes_behind_historys_back(person, change):
    arguments = {
        "update": {"surname": "x"},
        "bulk_create": {"objs": []},
        "bulk_update": {"objs": [], "fields": ["surname"]},
    }.get(change, {})

    with pytest.raises(UntrackedChange):
        getattr(Profile.objects.all(), change)(**arguments)


def test_a_person_without_a_team_writes_nothing(person, manager, police):
    helper = member(police)
    manager_of_nothing = User.objects.get(pk=helper.pk)
    manager_of_nothing.memberships.update(team=TeamFactory())

    with pytest.raises(Http404):
        write_contact(person, manager_of_nothing)

    assert not person.contacts.exists()


def test_nobody_makes_themselves_the_lead(person, officer, manager):
    with pytest.raises(PermissionDenied):
        services.edit_profile(profile=person, by=officer, lead=officer)

    services.edit_profile(profile=person, by=manager, lead=officer)

    person.refresh_from_db()
    assert person.lead == officer
