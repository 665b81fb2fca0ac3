"""Who may read, add to and edit a person's record: each rule, and each thing that shuts it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from access.levels import Level
from access.tests.factories import give
from agencies.models import Team
from core import policy
from profiles.models import Contact, Profile
from profiles.tests.factories import (
    AddressFactory,
    AmendmentFactory,
    OtherNameFactory,
    make_person,
    write_contact,
)

# An act on the record itself, and the section that it adds to.
ADDS = [
    ("log.add", "log"),
    ("programme.edit", "log"),
    ("risk.assess", "risk"),
    ("contact_details.edit", "contact_details"),
]
READS = [
    ("profile.view_log", "log"),
    ("profile.view_risk", "risk"),
    ("profile.view_contact_details", "contact_details"),
]


def let_in(outsider, manager, person, level, sections):
    give(person, manager, outsider.acting_team, level=level, sections=sections)


def test_a_new_record_belongs_to_a_team_of_the_author(officer, police, council):
    assert list(policy.accessible(officer, "profile.create", Team)) == [police]
    assert policy.can(officer, "profile.create", police)
    assert not policy.can(officer, "profile.create", council)


def test_who_practises_nowhere_is_offered_no_new_record(officer, auditor, administrator):
    """Without a team at hand, as the list of people asks for its button."""
    assert policy.can(officer, "profile.create")
    assert not policy.can(auditor, "profile.create")
    assert not policy.can(administrator, "profile.create")


@pytest.mark.parametrize(("action", "section"), READS)
def test_a_section_is_read_where_it_is_held(action, section, outsider, manager, person):
    let_in(outsider, manager, person, Level.VIEW, [section])
    for other, _ in READS:
        assert policy.can(outsider, other, person) is (other == action)


@pytest.mark.parametrize(("action", "section"), ADDS)
def test_anyone_who_lacks_the_section_does_not_know_of_it(
    action, section, outsider, manager, person
):
    others = [name for name in Profile.SECTIONS if name != section]
    let_in(outsider, manager, person, Level.CONTRIBUTE, others)

    with pytest.raises(Http404):
        policy.require(outsider, action, person)


@pytest.mark.parametrize(("action", "section"), ADDS)
def test_anyone_who_reads_a_section_does_not_add_to_it(action, section, outsider, manager, person):
    let_in(outsider, manager, person, Level.VIEW, [section])

    with pytest.raises(PermissionDenied, match="You can read this record but not add to it"):
        policy.require(outsider, action, person)


@pytest.mark.parametrize(("action", "section"), ADDS)
def test_anyone_who_adds_to_a_section_may(action, section, outsider, manager, person):
    let_in(outsider, manager, person, Level.CONTRIBUTE, [section])

    policy.require(outsider, action, person)


@pytest.mark.parametrize("action", [action for action, _ in ADDS])
def test_to_an_outsider_there_is_no_record(action, outsider, person):
    with pytest.raises(Http404):
        policy.require(outsider, action, person)


def parts(person, manager):
    """What hangs on a record: the act on it, it, and the section that it is of."""
    entry = write_contact(person, manager)
    return [
        ("log.amend", entry, "log"),
        ("detail.edit", AddressFactory(profile=person), "contact_details"),
        ("detail.edit", OtherNameFactory(profile=person), "log"),  # identity: any section will do
    ]


def test_what_hangs_on_a_record_does_not_exist_for_an_outsider(outsider, manager, person):
    for action, part, _ in parts(person, manager):
        with pytest.raises(Http404):
            policy.require(outsider, action, part)


def test_what_hangs_on_a_record_is_not_changed_by_anyone_who_only_reads(outsider, manager, person):
    let_in(outsider, manager, person, Level.VIEW, Profile.SECTIONS)

    for action, part, _ in parts(person, manager):
        with pytest.raises(PermissionDenied, match="You can read this record but not add to it"):
            policy.require(outsider, action, part)


@pytest.mark.parametrize("index", range(3))
def test_what_hangs_on_a_record_is_changed_by_anyone_who_adds(index, outsider, manager, person):
    action, part, section = parts(person, manager)[index]
    let_in(outsider, manager, person, Level.CONTRIBUTE, [section])

    policy.require(outsider, action, part)


def test_the_page_of_an_amendment_is_refused_to_anyone_who_only_reads(
    client, outsider, manager, person
):
    entry = write_contact(person, manager)
    let_in(outsider, manager, person, Level.VIEW, ["log"])
    client.force_login(outsider)

    answer = client.get(f"/profiles/{person.uuid}/log/{entry.uuid}/")

    assert answer.status_code == 403
    assert "You can read this record but not add to it" in answer.content.decode()


def test_an_entry_is_amended_on_its_own_record_alone(client, manager, person, police):
    entry = write_contact(make_person(by=manager, team=police, surname="Beside"), manager)
    AmendmentFactory(contact=entry)
    client.force_login(manager)

    assert client.get(f"/profiles/{person.uuid}/log/{entry.uuid}/").status_code == 404
    assert Contact.objects.visible_to(manager).filter(pk=entry.pk).exists()
