"""Holds: the live rows that grants and ownership project onto, and the indexes of lists."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from access.levels import ALL_SECTIONS, Level
from access.querysets import HoldQuerySet
from agencies.models import FOREVER, Membership

USER = settings.AUTH_USER_MODEL


class Hold(models.Model):
    """What every hold says: how far it reaches, and the copies that keep lists quick."""

    # Guardian's, but for an index that nothing asks.
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, db_index=False)
    level = models.PositiveSmallIntegerField(choices=Level)
    sections = models.PositiveSmallIntegerField(default=ALL_SECTIONS)
    valid_until = models.DateTimeField(default=FOREVER)
    grant = models.ForeignKey(
        "access.Grant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Copied from the object by triggers, so that one index answers a page.
    restricted = models.BooleanField(default=False, editable=False)
    sort_name = models.CharField(max_length=200, db_collation="C", editable=False)
    search_names = models.TextField(db_collation="C", editable=False, default="")
    last_activity_at = models.DateTimeField(editable=False, db_default=Now())

    class Meta:
        abstract = True


def hold_meta(who, prefix):
    """Constraints and indexes of a concrete hold: one row for each holder and object."""
    carried = ["level", "sections", "valid_until", "restricted"]
    return {
        "constraints": [
            models.UniqueConstraint(fields=[who, "content_object"], name=f"{prefix}_one"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name=f"{prefix}_level"),
        ],
        "indexes": [
            models.Index(fields=["content_object", who], include=carried, name=f"{prefix}_obj"),
            models.Index(
                fields=[who, "sort_name", "content_object"], include=carried, name=f"{prefix}_name"
            ),
            models.Index(
                F(who),
                F("last_activity_at").desc(),
                F("content_object").desc(),
                include=carried,
                name=f"{prefix}_act",
            ),
            GinIndex(F(who), OpClass("search_names", name="gin_trgm_ops"), name=f"{prefix}_trgm"),
        ],
    }


class TeamHold(Hold, GroupObjectPermissionBase):
    """A team's access to an object, as it is now."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, db_index=False, related_name="%(class)ss"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        abstract = True

    class Sensitivity:
        public = (
            "group permission content_object level sections valid_until grant restricted "
            "last_activity_at"
        )
        personal = "sort_name search_names"


class UserHold(Hold, UserObjectPermissionBase):
    """A named person's access to an object, as it is now; it ends with the membership."""

    user = models.ForeignKey(
        USER, on_delete=models.PROTECT, db_index=False, related_name="%(class)ss"
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        abstract = True

    class Sensitivity:
        public = (
            "permission content_object level sections valid_until grant restricted "
            "last_activity_at membership"
        )
        personal = "user sort_name search_names"
