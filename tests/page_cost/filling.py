"""How many statements a page may ask, of whom, and what makes a record full."""

from access.tests.factories import AccessRequestFactory, BreakGlassFactory, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, days_on, member
from profiles.tests.factories import (
    AmendmentFactory,
    CustodyStayFactory,
    DraftFactory,
    EstablishmentFactory,
    FollowUpFactory,
    NeedFactory,
    write_contact,
)

Role = Membership.Role
# Twelve, with the look whether a kept connection lives. BEGIN and COMMIT are not counted.
MOST = 11
READERS = ["officer", "manager", "administrator", "auditor", "in_prison"]


def fill_up(person, manager):
    contact = write_contact(person, manager)
    AmendmentFactory(contact=contact)
    FollowUpFactory(contact=contact)
    NeedFactory(profile=person, by=manager, contact=contact, team=person.owner_team)
    NeedFactory(profile=person, by=manager, contact=contact, is_picked_up=True)
    DraftFactory(author=manager, obj=person)
    agency = person.owner_team.agency
    left, there, beside = (TeamFactory(agency=agency) for _ in range(3))
    give(person, manager, left)
    for team, begins, ends in ((left, -9, days_on(-2)), (there, -2, None)):
        place = EstablishmentFactory(code=f"hmp-{team.pk}", name=f"HMP {team}", team=team)
        stay = {"starts_on": days_on(begins), "ends_on": ends}
        CustodyStayFactory(profile=person, establishment=place, **stay)
    give(person, manager, member(beside), named=True)
    asker = member(beside)
    AccessRequestFactory(obj=person, by=asker)
    BreakGlassFactory(obj=person, by=asker)
    TeamFactory(is_discreet=True)
