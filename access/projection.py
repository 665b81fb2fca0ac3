"""Projects grants and ownership onto holds: the only writer of hold rows."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Now

from access.levels import ALL_SECTIONS, CODENAMES, Level, mask
from access.models import Grant, SharedModel
from agencies.models import FOREVER
from core import prepared
from core.bulk_insert import insert_all

OWNED: dict[str, Any] = {
    "level": Level.MANAGE,
    "sections": ALL_SECTIONS,
    "valid_until": FOREVER,
    "grant_id": None,
}
COPIED = ["permission_id", "level", "sections", "valid_until", "grant_id"]


def object_of(row: Any) -> SharedModel | None:
    """The record that a grant or a request is about."""
    return next(iter(_record(apps.get_model(row.object_type), pk=row.object_id)), None)


@prepared.query
def _record(model: type[SharedModel], *, pk: int) -> Any:
    return model._base_manager.filter(pk=pk)


def implied(obj: SharedModel) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, Any]]]:
    """The holds that ownership and un-ended grants imply: by team, and by user."""
    teams = {obj.owner_team_id: dict(OWNED)}
    users = {}
    grants = Grant.objects.of(obj).unended().filter(valid_until__gt=Now())
    for grant in grants.select_related("membership"):
        terms = {
            "level": grant.level,
            "sections": mask(type(obj), grant.sections),
            "valid_until": grant.valid_until,
            "grant_id": grant.pk,
        }
        if grant.user_id is None:
            teams.setdefault(grant.team_id, terms)
        else:
            until = min(grant.valid_until, grant.membership.valid_until)
            users[grant.user_id] = {
                **terms,
                "valid_until": until,
                "membership_id": grant.membership_id,
            }
    return teams, users


def project(obj: SharedModel) -> None:
    """Make the object's holds what its grants and ownership imply. Safe to repeat."""
    permissions = permissions_of(type(obj))
    teams, users = implied(obj)
    for name, who, wanted, extra in (
        ("team_holds", "group_id", teams, []),
        ("user_holds", "user_id", users, ["membership_id"]),
    ):
        hold: Any = obj._meta.get_field(name).related_model
        here = hold.objects.filter(content_object_id=obj.pk)
        here.exclude(**{f"{who}__in": wanted}).delete()
        hold.objects.bulk_create(
            [
                hold(
                    content_object_id=obj.pk,
                    permission_id=permissions[terms["level"]],
                    **{who: holder},
                    **terms,
                )
                for holder, terms in sorted(wanted.items())
            ],
            update_conflicts=True,
            unique_fields=[who.removesuffix("_id"), "content_object"],
            update_fields=[field.removesuffix("_id") for field in [*COPIED, *extra]],
        )


def project_new(records: Sequence[SharedModel]) -> None:
    """The same for records of one kind and one owner team that were made just now.

    Nobody has been given access to them yet: their owner team has a hold, and nobody else.
    """
    if not records:
        return
    kind: Any = type(records[0])
    hold: Any = kind._meta.get_field("team_holds").related_model
    permission = permissions_of(kind)[Level.MANAGE]
    insert_all(
        [
            hold(
                content_object_id=record.pk,
                permission_id=permission,
                group_id=record.owner_team_id,
                **OWNED,
            )
            for record in records
        ]
    )


def permissions_of(model: type[SharedModel]) -> dict[int, int]:
    """The ids of the permissions that the levels stand for."""
    kind = ContentType.objects.get_for_model(model)
    wanted = {f"{codename}_{model._meta.model_name}": lv for lv, codename in CODENAMES.items()}
    found = Permission.objects.filter(content_type=kind, codename__in=wanted)
    return {wanted[codename]: pk for pk, codename in found.values_list("pk", "codename")}
