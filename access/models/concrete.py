"""Makes the access tables of one kind of shared record, and its permissions."""

from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from access.levels import CODENAMES, Level
from access.models.holds import TeamHold, UserHold, hold_meta
from access.models.shared import Activity, Exclusion

WORDS = {Level.CONTRIBUTE: "Can add to", Level.MANAGE: "Can manage"}


class AccessModels(NamedTuple):
    """The four models beside a shared record. `Any`: they are made when the app is loaded."""

    team_hold: Any
    user_hold: Any
    activity: Any
    exclusion: Any


def access_permissions(model_name: str, words: str) -> list[tuple[str, str]]:
    """For `Meta.permissions`: those that the levels above reading stand for."""
    return [
        (f"{CODENAMES[level]}_{model_name}", f"{verb} {words}") for level, verb in WORDS.items()
    ]


def access_models(kind: Any, *, short: str) -> AccessModels:
    """The holds, activity and exclusions of one kind of record: `CaseTeamHold` and so on.

    Assign them to these names in the module of the kind. `short` begins the names of the indexes
    of the holds. Their triggers come with `access.operations.AccessTriggers`, in a migration.
    """
    name = kind._meta.model_name
    once = {"name": f"{name}_exclusion_once", "condition": Q(ended_at=None)}
    membership = models.Index(fields=["membership"], name=f"{short}uh_membership")
    team, user = hold_meta("group", f"{short}th"), hold_meta("user", f"{short}uh")
    return AccessModels(
        _beside(kind, TeamHold, "A team's access to a {}.", "team_holds", **team),
        _beside(
            kind,
            UserHold,
            "A named person's access to a {}.",
            "user_holds",
            constraints=user["constraints"],
            indexes=[*user["indexes"], membership],
        ),
        _beside(
            kind,
            Activity,
            "When something was last entered in a section of a {}.",
            "activities",
            constraints=[_unique("content_object", "section", name=f"{name}_activity_once")],
        ),
        _beside(
            kind,
            Exclusion,
            "Someone who must not see a {}, whatever else gives access.",
            "exclusions",
            constraints=[_unique("user", "content_object", **once)],
        ),
    )


def _unique(*fields: str, **options: Any) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=fields, **options)


def _beside(kind: Any, base: Any, words: str, related_name: str, **meta: Any) -> Any:
    """A concrete model of this base about records of the kind."""
    record = models.ForeignKey(
        kind, on_delete=models.CASCADE, db_index=False, related_name=related_name
    )
    body = {
        "__module__": kind.__module__,
        "__doc__": words.format(kind._meta.verbose_name),
        "content_object": record,
        "Meta": type("Meta", (), meta),
    }
    return type(base)(f"{kind.__name__}{base.__name__}", (base,), body)
