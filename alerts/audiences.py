"""Who may be told of a record: asked when a notice is made, shown and opened."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

from access.kinds import shared_models
from access.models import Transfer
from agencies.models import Membership
from alerts.factor_models import Firing
from cases.models import Case
from core import policy, prepared
from galleries.models import Entry
from missing.models import Episode
from referrals.models import Referral
from tasks.models import Task


class Audience(TextChoices):
    """Whom a notice is for. Outside its audience a notice does not exist, not even for its reader.

    Each is named what they may know: the name to those who may read the record, the reference to
    those who may know that it exists. A task, a referral and a gallery entry ask who sees them.
    """

    READERS = "readers", "Those who may read the record"
    LOG_READERS = "log", "Those who may read the log of the record"
    REPORT_READERS = "reports", "Those who may read the reports of the record"
    ACTION_READERS = "actions", "Those who may read the actions of the case"
    KNOWERS = "knowers", "Those who may know that the record exists"
    MANAGERS = "managers", "Managers of the owner team who may read the record"
    RECEIVERS = "receivers", "Managers who may see a proposal to take over the record"
    CONCERNED = "concerned", "The person whose own access or request it is about"
    TASK = "task", "Those who see the task that it is about"
    REFERRAL = "referral", "Those who see the referral that it is about"
    FIRING = "firing", "Those who may read all that a trigger factor fired on"
    ENTRY = "entry", "Those who see the gallery entry that it is about"
    EPISODE = "episode", "Those who see the missing episode of the case"
    EPISODE_LOG = "elog", "Those who read what is written in the missing episode"
    NO_RECORD = "no_record", "It is about no record"


# Audiences of what colleagues work with too: these notices can be handed on, taken and escalated.
# The others are about their reader alone.
SHARED = tuple(sorted(set(Audience) - {Audience.CONCERNED, Audience.NO_RECORD}))

# Audiences that hold a section of the record.
SECTIONS = {
    Audience.LOG_READERS: "log",
    Audience.REPORT_READERS: "reports",
    Audience.ACTION_READERS: "actions",
}


# Audiences of what is no record: its kind, and the action that asks who sees it.
BESIDE_RECORDS: dict[str, tuple[Any, str]] = {
    Audience.TASK: (Task, "task.view"),
    Audience.REFERRAL: (Referral, "referral.view"),
    Audience.ENTRY: (Entry, "gallery.view_entry"),
    Audience.FIRING: (Firing, "firing.view"),
}


# Audiences of a missing episode: of its case, which says nothing of who is excluded from the
# person’s record.
EPISODES = {
    Audience.EPISODE: "missing.view",
    Audience.EPISODE_LOG: "missing.view_log",
}


def _with_episode(model: Any, user: Any, *, action: str) -> QuerySet:
    """The cases whose missing episode the user sees."""
    if model is not Case:
        return model._base_manager.none()
    seen = policy.accessible(user, action, Episode).filter(case_id=OuterRef("pk"))
    return model._base_manager.filter(Exists(seen))


def records_for(audience: str, model: Any, user: Any) -> QuerySet:
    """The records of this kind that a notice for the audience may name to the user."""
    if audience in BESIDE_RECORDS:
        kind, action = BESIDE_RECORDS[audience]
        return policy.accessible(user, action, kind)
    if audience in EPISODES:
        return _with_episode(model, user, action=EPISODES[audience])
    if audience == Audience.READERS:
        return model._default_manager.visible_to(user)
    if (section := SECTIONS.get(audience)) in model.SECTIONS:
        return model._default_manager.visible_to(user, section=section)
    if audience == Audience.KNOWERS:
        return model._default_manager.known_to(user)
    if audience == Audience.MANAGERS:
        teams = Membership.objects.managing(user).values("team_id")
        return model._default_manager.visible_to(user).filter(owner_team_id__in=teams)
    if audience == Audience.RECEIVERS:
        proposed = Transfer.objects.visible_to(user).filter(object_type=model._meta.label_lower)
        return model._base_manager.filter(pk__in=proposed.values("object_id"))
    if audience == Audience.CONCERNED:
        return not_excluded(model, user)
    return model._base_manager.none()


def not_excluded(model: Any, user: Any) -> QuerySet:
    """The records of this kind from which the user is not excluded."""
    exclusions = model._meta.get_field("exclusions").related_model.objects
    here = exclusions.filter(content_object_id=OuterRef("pk"), user_id=user.pk, ended_at=None)
    return model._base_manager.exclude(Exists(here))


def belongs(user: Any, audience: str, object_type: str, object_id: int | None) -> bool:
    """May this person be told of it now, by a notice for this audience?"""
    if audience == Audience.NO_RECORD:
        return True
    model = apps.get_model(object_type)
    if audience in COMPILED:
        return bool(_told(audience, model, user=user, pk=object_id))
    return records_for(audience, model, user).filter(pk=object_id).exists()


# Their querysets know the user by id alone, so that they are compiled once.
COMPILED = {
    Audience.READERS,
    Audience.LOG_READERS,
    Audience.REPORT_READERS,
    Audience.ACTION_READERS,
    Audience.MANAGERS,
}


@prepared.query
def _told(audience: str, model: Any, *, user: Any, pk: Any) -> QuerySet:
    return records_for(audience, model, user).filter(pk=pk).values_list("pk", flat=True)


# A kind of record, by its label, and an audience: what a notice of somebody's is about and for.
Pair = tuple[str, str]


def may_be_told(user: Any, among: Collection[Pair] | None = None) -> Q:
    """The condition that a notice is for the user: its audience's rule, asked of its record.

    Where all of the user's notices are of a few pairs, a statement about these alone is planned
    in a fraction of the time.
    """
    told = Q(audience=Audience.NO_RECORD)
    pairs = [(kind, audience) for audience, (kind, _) in BESIDE_RECORDS.items()]
    of_records = set(Audience) - {Audience.NO_RECORD, *BESIDE_RECORDS}
    pairs += [(model, audience) for model in shared_models() for audience in of_records]
    for model, audience in pairs:
        kind = model._meta.label_lower
        if among is None or (kind, audience) in among:
            records = records_for(audience, model, user).filter(pk=OuterRef("object_id"))
            told |= Q(Exists(records), audience=audience, object_type=kind)
    return told
