"""Statutory status, and who works with a person."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from profiles import services
from profiles.tests.factories import (
    AddressFactory,
    AddressKindFactory,
    InvolvementFactory,
    InvolvementRoleFactory,
    PhoneFactory,
    PhoneKindFactory,
    StatutoryKindFactory,
    StatutoryStatusFactory,
    WarningFactory,
)
from profiles.tests.particulars.reading import words
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow


def test_a_licence_shows_with_its_end_and_the_offender_manager(signed_in, person, history):
    post(
        signed_in,
        url("detail-add", person, "statutory"),
        kind=StatutoryKindFactory().pk,
        name="Neil Bassenthwaite",
        organisation="Stafford Probation",
        phone="01632 960 131",
        starts_on="3 May 2020",
        ends_on="4 June 2150",
    )

    page = words(signed_in.get(url("overview", person)))

    assert "<b>On licence</b> until 4 June 2150" in page
    assert "<b>Stafford Probation</b><p>Neil Bassenthwaite, offender manager" in page
    assert "tel:01632960131" in page
    assert "Added statutory status" in history()
    assert "On licence" in history()


def test_a_status_that_is_over_is_kept_and_not_shown_above(signed_in, person):
    StatutoryStatusFactory(profile=person, ends_on=datetime.date(2021, 1, 1))

    assert "On licence" not in signed_in.get(url("overview", person)).content.decode()
    assert "Neil Bassenthwaite" not in signed_in.get(url("overview", person)).content.decode()
    assert "On licence" in signed_in.get(url("details", person)).content.decode()


def test_one_status_is_held_once(signed_in, person):
    StatutoryStatusFactory(profile=person)

    response, page = post(
        signed_in, url("detail-add", person, "statutory"), kind=StatutoryKindFactory().pk
    )

    assert response.status_code == 200
    assert "End that one first" in page


def test_somebody_involved_stands_beside_those_with_access(signed_in, person, history):
    post(
        signed_in,
        url("detail-add", person, "involved"),
        role=InvolvementRoleFactory().pk,
        name="Hana Okafor-Lind",
        organisation="Victim Support",
        phone="01632 960 142",
    )

    page = words(signed_in.get(url("overview", person)))

    assert "<b>Victim Support</b><p>Hana Okafor-Lind, victim’s point of contact" in page
    assert "tel:01632960142" in page
    assert "Added person involved" in history()


def test_somebody_of_a_team_with_access_stands_below_it_once(signed_in, person, manager, prison):
    give(person, manager, prison)
    InvolvementFactory(profile=person, organisation=str(prison), name="Grace Odum-Hale")
    InvolvementFactory(profile=person, organisation=str(person.owner_team), name="Kit Larkhill")

    page = words(signed_in.get(url("overview", person)))
    beside = page[page.index("Who’s involved") :]

    assert beside.count(f"<b>{prison}</b>") == 1
    assert beside.count("Grace Odum-Hale, victim’s point of contact") == 1
    assert beside.index("Kit Larkhill") < beside.index(f"<b>{prison}</b>")


def test_a_colleague_is_chosen_and_brings_team_and_telephone(signed_in, person, officer, police):
    officer.phone = "01632 960 117"
    officer.save()
    add = url("detail-add", person, "involved")
    assert officer.name in signed_in.get(add).content.decode()

    post(signed_in, add, role=InvolvementRoleFactory().pk, user=officer.pk, name="ignored")

    row = person.involvements.get()
    assert (row.user, row.name, row.organisation, row.phone) == (
        officer,
        officer.name,
        str(police),
        "01632 960 117",
    )


def test_only_people_of_ones_own_team_are_offered(signed_in, person, outsider):
    add = url("detail-add", person, "involved")
    assert outsider.name not in signed_in.get(add).content.decode()

    response, page = post(
        signed_in, add, role=InvolvementRoleFactory().pk, user=outsider.pk, name="x"
    )

    assert (response.status_code, "from the list" in page) == (200, True)


def test_a_colleague_of_another_team_stays_when_the_row_is_edited(signed_in, person, outsider):
    row = InvolvementFactory(profile=person, user=outsider)
    address = url("detail-edit", person, "involved", row.uuid)

    edit(signed_in, address, role=row.role_id, user=outsider.pk, ends_on="yesterday")

    assert person.involvements.get().user == outsider
    assert person.involvements.get().ends_on is not None


def test_a_discreet_team_is_named_by_its_agency_alone(person, manager):
    refuge = TeamFactory(name="Harbour Refuge", is_discreet=True)
    helper = member(refuge)

    row = InvolvementFactory.build(
        profile=person, role=InvolvementRoleFactory(), user=helper, added_by=manager
    )
    services.add_detail(profile=person, by=manager, detail=row)

    assert row.organisation == str(refuge.agency)
    assert row.phone == helper.phone


def test_nobody_is_involved_without_a_name(person, manager):
    with pytest.raises(ValidationError):
        services.add_detail(
            profile=person,
            by=manager,
            detail=InvolvementFactory.build(
                profile=person, role=InvolvementRoleFactory(), name="", added_by=manager
            ),
        )


def test_a_person_with_much_recorded_costs_what_one_with_little_costs(signed_in, person):
    def more():
        StatutoryStatusFactory(profile=person, ends_on=datetime.date(2150, 1, 1))
        InvolvementFactory(profile=person)
        WarningFactory(profile=person)
        AddressFactory(profile=person, kind=AddressKindFactory(), safe_to_contact="no")
        PhoneFactory(profile=person, kind=PhoneKindFactory(), safe_to_contact="no")

    def asked(name):
        with CaptureQueriesContext(connection) as found:
            assert signed_in.get(url(name, person)).status_code == 200
        return len(found)

    more()
    pages = ("overview", "details", "log-add")
    for name in pages:
        asked(name)
    one = [asked(name) for name in pages]
    for _ in range(9):
        more()

    assert [asked(name) for name in pages] == one
