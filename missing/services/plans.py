"""Writes, changes and confirms plans, and takes a changed plan over into an episode."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from access.services import save_entry, write_entry
from agencies.models import User
from audit.models import Event
from core import policy
from core.stale import Opened, merge
from missing.models import Episode, Plan
from missing.plans import changed_since, next_review, plan_of, taken_over
from missing.saving import record_on_case, save_episode
from missing.verbs import Verb
from profiles.models import Profile

WRITTEN = (
    "Somebody else has written a plan for this person. Nothing was saved; your text is kept. "
    "Open the plan and add to it."
)
CAME_BACK = "This person is not missing any more, so the episode stays as it is."


@transaction.atomic
def write_plan(*, profile: Profile, by: User, **fields: Any) -> Plan:
    """Write the plan of a person, who has one at most. Raises ValidationError."""
    profile = policy.lock(by, "missing_plan.write", profile)
    if plan_of(profile) is not None:
        raise ValidationError(WRITTEN)
    plan = Plan(profile=profile, review_on=next_review(profile), **fields)
    return write_entry(entry=plan, by=by, verb=Verb.PLAN_MADE)


@transaction.atomic
def edit_plan(*, plan: Plan, by: User, opened: Opened | None = None, **fields: Any) -> Plan:
    """Change a plan. Raises StaleEditError for what another person changed too."""
    plan = _lock(plan, by)
    fields = merge(plan, fields, opened)
    changed = {name: value for name, value in fields.items() if getattr(plan, name) != value}
    if not changed:
        return plan
    for name, value in changed.items():
        setattr(plan, name, value)
    return save_entry(entry=plan, by=by, verb=Verb.PLAN_EDITED)


@transaction.atomic
def review_plan(*, plan: Plan, by: User) -> Plan:
    """Confirm that a plan is still right; its next review is a period of the area away."""
    plan = _lock(plan, by)
    plan.review_on = next_review(plan.profile)
    return save_entry(entry=plan, by=by, verb=Verb.PLAN_REVIEWED)


def _lock(plan: Plan, by: User) -> Plan:
    """The plan as it is now, locked with its record."""
    profile = policy.lock(by, "missing_plan.write", plan.profile)
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    found.profile = profile
    return found


@transaction.atomic
def take_over_plan(*, episode: Episode, by: User) -> Episode:
    """Let the episode say what the plan says now. What was written by hand since is kept.

    For those who may read the plan. Raises ValidationError.
    """
    episode = policy.lock(by, "missing.add", episode)
    if episode.profile is None:
        raise ValidationError("This episode is linked to no record, so there is no plan.")
    policy.require(by, "profile.view_missing_plan", episode.profile)
    if not episode.is_missing:
        raise ValidationError(CAME_BACK)
    # Locked, so that the words and the version that they are of belong together.
    plan = Plan.objects.select_for_update().of_person(episode.profile).first()
    changed = changed_since(episode, plan) if plan else {}
    if plan is None or not changed:
        raise ValidationError("The plan has not changed. Somebody else may have taken it over.")
    for name, value in taken_over(episode, changed).items():
        setattr(episode, name, value)
    episode.plan, episode.plan_as_at = plan, plan.history.first().history_id
    save_episode(episode, by)
    record_on_case(Verb.DETAILS_EDITED, episode, by, operation=Event.ALTERATION)
    return episode
