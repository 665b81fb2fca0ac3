"""Unusual accesses, sampled each week for the owner's manager."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


def keep(apps, schema_editor):
    """What was picked, and what became of it, stays on record."""
    role = schema_editor.quote_name(settings.APP_ROLE)
    schema_editor.execute(f"REVOKE DELETE, TRUNCATE ON access_sampledaccess FROM {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_grant_agreement"),
        ("agencies", "0001_initial"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SampledAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_type", models.CharField(editable=False, max_length=60)),
                ("object_id", models.BigIntegerField(editable=False)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("user_name", models.CharField(max_length=150)),
                ("user_team", models.CharField(blank=True, max_length=150)),
                ("looked_at", models.DateTimeField()),
                (
                    "why",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("break_glass", "Opened in an emergency"),
                                ("outside_hours", "At night or at a weekend"),
                                ("many_people", "One of many people opened within an hour"),
                                ("own_surname", "The same surname as the reader"),
                            ],
                            max_length=15,
                        ),
                        size=None,
                    ),
                ),
                ("week", models.DateField()),
                (
                    "sampled_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("expected", "Expected"),
                            ("needs_following_up", "Follow up"),
                            ("misuse", "Misuse"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.event",
                    ),
                ),
                (
                    "owner_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.team",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "unusual access",
                "verbose_name_plural": "unusual accesses",
                "ordering": ["-week", "looked_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")),
                        fields=["object_type", "object_id"],
                        name="sampled_to_review",
                    ),
                    models.Index(fields=["object_type", "object_id"], name="sampled_object"),
                    models.Index(fields=["week"], name="sampled_week"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "object_type", "object_id"), name="sampled_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("week__iso_week_day", 1)),
                        name="sampled_week_begins_on_monday",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__contained_by",
                                ["break_glass", "outside_hours", "many_people", "own_surname"],
                            ),
                            ("why__len__gte", 1),
                        ),
                        name="sampled_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("note", ""),
                                ("outcome", ""),
                                ("reviewed_at", None),
                                ("reviewed_by", None),
                            ),
                            models.Q(
                                ("outcome__in", ["expected", "needs_following_up", "misuse"]),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                models.Q(("reviewed_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sampled_reviewed_by_someone_else",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
