"""The open cases of a person: they may be shared in one go with the person's record."""

from collections.abc import Iterator

from access.bundles import GoesWith, goes_with
from agencies.models import User
from cases.models import Case
from cases.participants import current, people_in
from profiles.models import Profile


@goes_with("profiles.profile")
def open_cases_of(person: Profile, giver: User) -> Iterator[GoesWith]:
    """Those that the giver may see, with the people in them; and whom else they name."""
    cases = Case.objects.visible_to(giver, section="people").still_open().with_person(person)
    for case in cases.select_related("owner_team").order_by("-pk"):
        people = current(people_in(case, giver))
        if any(one.participant.profile_id == person.pk for one in people):
            others = [one for one in people if one.participant.profile_id != person.pk]
            yield GoesWith(case, [f"{one.name} ({str(one.role).lower()})" for one in others])
