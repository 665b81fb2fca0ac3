"""Which records the teams of an auditor manage, and which the auditor is excluded from."""

from typing import Any

from django.db.models import QuerySet

from access.kinds import shared_models
from audit.remit import provide


@provide("records")
def records(teams: QuerySet) -> dict[str, QuerySet]:
    """The records that these teams manage, restricted ones too, by kind."""
    return {
        model._meta.label_lower: model._base_manager.filter(owner_team_id__in=teams.values("pk"))
        for model in shared_models()
    }


@provide("names")
def names(user: Any, wanted: dict[str, set[int]]) -> dict[tuple[str, int], str]:
    """Of these records, those that the auditor reads as a practitioner or manager."""
    kinds = {model._meta.label_lower: model for model in shared_models()}
    asked = {kind: ids for kind, ids in wanted.items() if kind in kinds} if user.practises else {}
    return {
        (kind, record.pk): str(record)
        for kind, ids in asked.items()
        for record in kinds[kind]._default_manager.visible_to(user).filter(pk__in=ids)
    }


@provide("withheld")
def excluded_from(user: Any) -> dict[str, QuerySet]:
    """Records the auditor is excluded from: they stand for the auditor's own affairs."""
    return {
        model._meta.label_lower: model._base_manager.filter(**excluding(user))
        for model in shared_models()
    }


def excluding(user: Any) -> dict[str, Any]:
    """The condition on a record that the user is excluded from."""
    return {"exclusions__user_id": user.pk, "exclusions__ended_at": None}
