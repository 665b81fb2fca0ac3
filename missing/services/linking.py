"""Links an episode of somebody who was reported by name to their record."""

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import User
from audit.models import Event
from core import policy
from missing.models import Episode
from missing.saving import name_record_in_case, record_on_case, save_episode
from missing.verbs import Verb
from profiles.models import Profile

NOBODY = "No person found. Search for somebody whose record you can read."
LINKED = "This episode is linked to a record already."
ELSEWHERE = (
    "This person is missing in another open episode. Nothing was linked. Ask the unit of that "
    "area which of the two goes on."
)


@transaction.atomic
def link_episode(*, episode: Episode, by: User, profile: Profile) -> Episode:
    """Say whose record it is, of those that the author can see. Raises ValidationError."""
    policy.require(by, "missing.link", episode)
    found = policy.find(by, "profile.view", Profile, pk=profile.pk)
    if found is None:
        raise ValidationError(NOBODY)
    # The record before the episode, as for a report: then nobody waits for each other.
    found = Profile.objects.select_for_update(no_key=True, of=("self",)).get(pk=found.pk)
    episode = policy.lock(by, "missing.link", episode)
    if episode.profile_id is not None:
        raise ValidationError(LINKED)
    if episode.is_missing and Episode.objects.missing_now().of_person(found).exists():
        raise ValidationError(ELSEWHERE)
    episode.profile = found
    save_episode(episode, by)
    name_record_in_case(episode, by)
    record_on_case(Verb.LINKED, episode, by, operation=Event.COMBINATION)
    return episode
