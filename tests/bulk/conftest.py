"""What tests of many records at once share."""

import pytest
from django.utils import timezone

from access import services
from access.levels import Level
from access.tests.factories import LawfulBasisFactory, give, run_out
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from profiles.models import Profile
from profiles.tests.factories import ProfileActivityFactory, make_person


@pytest.fixture
def crowd(manager, police, elsewhere, outsider):
    """Thirty records: others' and restricted ones, some shared before in every way."""
    theirs = member(TeamFactory(name="Others"), Membership.Role.MANAGER)
    people = []
    for number in range(30):
        by = theirs if number % 10 == 9 else manager
        person = make_person(by=by, surname=f"Crowd{number:02}")
        people.append(person)
        ProfileActivityFactory(content_object=person, section=2, last_at=timezone.now())
        if by is theirs:
            give(person, theirs, police)
        elif number % 10 == 0:
            why = {"reason": "A threat", "basis": LawfulBasisFactory()}
            services.restrict_record(obj=person, by=manager, **why)
        elif number % 6 == 1:
            give(person, manager, elsewhere, sections=["log"], days=3)
        elif number % 6 == 2:
            give(person, manager, elsewhere, level=Level.CONTRIBUTE, sections=["log"])
        elif number % 6 == 3:
            give(person, manager, elsewhere, sections=["documents"])
        elif number % 6 == 4:
            run_out(give(person, manager, elsewhere, level=2), type(person.team_holds.first()))
        elif number % 6 == 5:
            give(person, manager, outsider, named=True, sections=["risk"])
    return [Profile.objects.get(pk=person.pk) for person in people]
