"""Services of the log: write a contact, add to it, say what came of what was to follow."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.naming import naming
from access.services import save_entry, write_entry
from agencies.models import Team, User
from core import policy
from profiles.models import Amendment, Contact, FollowUp, Pathway, Profile
from profiles.services.needs import raise_need
from profiles.verbs import Verb
from records.models import writing_team


@transaction.atomic
def add_contact(
    *,
    profile: Profile,
    by: User,
    follow_up: str = "",
    follow_up_by: datetime.date | None = None,
    pathway: Pathway | None = None,
    team: Team | None = None,
    **fields: Any,
) -> Contact:
    """Write one dealing with the person into the log, and what is to follow it, by when.

    With a pathway, its anxieties are raised as a need, for the team that is responsible.
    """
    profile = policy.lock(by, "log.add", profile)
    contact = Contact(profile=profile, **fields)
    write_entry(entry=contact, by=by, verb=Verb.LOG_ADDED)
    if follow_up:
        if follow_up_by is None:
            raise ValidationError({"follow_up_by": "Enter by when"})
        _plan_follow_up(FollowUp(contact=contact, what=follow_up, due_on=follow_up_by), by)
    if pathway is not None:
        if not contact.anxieties:
            raise ValidationError({"anxieties": "Enter what worries them"})
        raise_need(
            profile=profile,
            by=by,
            pathway=pathway,
            text=contact.anxieties,
            team=team,
            contact=contact,
        )
    return contact


@transaction.atomic
def amend_contact(*, contact: Contact, by: User, text: str) -> Amendment:
    """Add to an entry of the log. The entry itself stays as it was."""
    if not isinstance(contact, Contact):
        raise ValidationError("Add to the entry itself, not to what was added to it.")
    contact = policy.lock(by, "log.amend", contact)
    amendment = Amendment(contact=contact, text=text)
    return write_entry(entry=amendment, by=by, verb=Verb.LOG_AMENDED)


@transaction.atomic
def clear_follow_up(*, follow_up: FollowUp, by: User, word: str) -> FollowUp:
    """Say what came of what was to follow; it leaves the list of what is to do."""
    follow_up = policy.lock(by, "log.follow_up", follow_up)
    if follow_up.done_at is not None:
        who = naming(by, follow_up.contact.profile).finisher(follow_up)
        raise ValidationError(f"{who} has already recorded the outcome.")
    follow_up.done_at, follow_up.done_by, follow_up.done_word = timezone.now(), by, word
    follow_up.done_by_name, follow_up.done_by_team_name = by.name, writing_team(by).name
    return save_entry(entry=follow_up, by=by, verb=Verb.LOG_FOLLOWED_UP)


def _plan_follow_up(follow_up: FollowUp, by: User) -> None:
    """Part of the contact that it follows, and of its event."""
    follow_up.sign(by)
    follow_up._history_user = by
    follow_up.save()
