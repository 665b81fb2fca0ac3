"""The log of events, what is delivered because of them, and what auditors write out of it."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="Event",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("verb", models.CharField(max_length=60)),
            (
                "operation",
                models.CharField(
                    choices=[
                        ("collection", "Collection"),
                        ("alteration", "Alteration"),
                        ("consultation", "Consultation"),
                        ("disclosure", "Disclosure"),
                        ("combination", "Combination"),
                        ("erasure", "Erasure"),
                        ("administration", "Administration"),
                        ("sign-in", "Sign In"),
                        ("refusal", "Refusal"),
                    ],
                    max_length=20,
                ),
            ),
            ("section", models.CharField(blank=True, max_length=20)),
            ("actor_id", models.BigIntegerField(null=True)),
            ("actor_name", models.CharField(max_length=150)),
            ("actor_team_id", models.BigIntegerField(null=True)),
            ("actor_team", models.CharField(blank=True, max_length=150)),
            ("actor_agency", models.CharField(blank=True, max_length=150)),
            ("target_type", models.CharField(blank=True, max_length=60)),
            ("target_id", models.BigIntegerField(null=True)),
            ("target_label", models.CharField(blank=True, max_length=100)),
            (
                "subjects",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), default=list, size=None
                ),
            ),
            ("recipient", models.CharField(blank=True, max_length=300)),
            ("reason", models.TextField(blank=True)),
            ("detail", models.JSONField(default=dict)),
            ("history_model", models.CharField(blank=True, max_length=60)),
            ("history_id", models.BigIntegerField(null=True)),
            ("channel", models.CharField(default="web", max_length=20)),
            ("request_id", models.UUIDField(null=True)),
        ],
        options={
            "ordering": ["-at", "-pk"],
            "indexes": [
                models.Index(
                    fields=["target_type", "target_id", "-at", "-id"], name="event_target"
                ),
                models.Index(fields=["actor_id", "-at"], name="event_actor"),
                models.Index(fields=["-at", "-id"], name="event_at"),
                django.contrib.postgres.indexes.GinIndex(
                    fields=["subjects"], name="event_subjects"
                ),
                models.Index(fields=["actor_team_id", "-at", "-id"], name="event_team"),
                models.Index(fields=["operation", "-at", "-id"], name="event_operation"),
                models.Index(
                    condition=models.Q(("verb__startswith", "emergency.")),
                    fields=["-at", "-id"],
                    name="event_emergency",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Delivery",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="deliveries",
                    to="audit.event",
                ),
            ),
            ("consumer", models.CharField(max_length=60)),
            (
                "state",
                models.CharField(
                    choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed")],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            (
                "not_before",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("done_at", models.DateTimeField(null=True)),
            ("problem", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "waiting")),
                    fields=["not_before", "id"],
                    name="delivery_waiting",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("event", "consumer"), name="delivery_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="AuditExport",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "asked_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "asked_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("reason", models.CharField(max_length=500)),
            ("ask", models.JSONField(default=dict)),
            ("in_words", models.TextField(blank=True)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Being made"),
                        ("ready", "Ready"),
                        ("refused", "Refused"),
                        ("failed", "Not made"),
                        ("deleted", "File deleted"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("made_at", models.DateTimeField(editable=False, null=True)),
            ("keep_until", models.DateTimeField(editable=False, null=True)),
            ("file_name", models.CharField(blank=True, editable=False, max_length=80)),
            (
                "sha256",
                models.CharField(
                    blank=True, editable=False, max_length=64, verbose_name="SHA-256"
                ),
            ),
            ("row_count", models.PositiveIntegerField(editable=False, null=True)),
            ("is_cut_off", models.BooleanField(default=False, editable=False)),
        ],
        options={
            "ordering": ["-asked_at", "-pk"],
            "indexes": [
                models.Index(fields=["asked_by", "-asked_at", "-id"], name="audit_export_of")
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("reason__regex", "^\\s*$"), _negated=True),
                    ),
                    name="audit_export_has_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["ready", "deleted"]), _negated=True),
                        models.Q(
                            ("keep_until__isnull", False),
                            ("made_at__isnull", False),
                            ("row_count__isnull", False),
                            ("sha256__regex", "^[0-9a-f]{64}$"),
                        ),
                        _connector="OR",
                    ),
                    name="audit_export_made_is_counted",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("file_name__gt", ""), ("state", "ready")),
                        models.Q(models.Q(("state", "ready"), _negated=True), ("file_name", "")),
                        _connector="OR",
                    ),
                    name="audit_export_ready_has_file",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0003_exports"),
    ]
    dependencies = [("agencies", "0002_triggers")]
    operations = [CreateModels(MODELS)]
