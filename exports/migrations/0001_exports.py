"""Lists that were asked for as files, and what is in each file."""

from django.conf import settings
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="Export",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "asked_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("kind", models.SlugField(editable=False, max_length=40)),
            ("of", models.UUIDField(editable=False, null=True)),
            ("query", models.CharField(blank=True, editable=False, max_length=2000)),
            ("title", models.CharField(editable=False, max_length=300)),
            ("label", models.CharField(editable=False, max_length=80)),
            ("in_words", models.TextField(blank=True, editable=False)),
            (
                "file_format",
                models.CharField(
                    choices=[("csv", "CSV"), ("xlsx", "Excel (XLSX)")],
                    max_length=4,
                    verbose_name="file",
                ),
            ),
            ("reason", models.CharField(max_length=500)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Waiting to be made"),
                        ("held", "Waiting for a manager"),
                        ("working", "Being made"),
                        ("ready", "Ready"),
                        ("declined", "Not allowed"),
                        ("refused", "Refused"),
                        ("failed", "Not made"),
                        ("deleted", "File deleted"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("rows_total", models.PositiveIntegerField(editable=False)),
            ("rows_done", models.PositiveIntegerField(default=0, editable=False)),
            ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
            ("worked_at", models.DateTimeField(editable=False, null=True)),
            ("why_not", models.CharField(blank=True, editable=False, max_length=500)),
            ("decided_at", models.DateTimeField(editable=False, null=True)),
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
                "decided_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(fields=["asked_by", "-asked_at"], name="export_of_asker"),
                models.Index(
                    condition=models.Q(("state__in", ["waiting", "working"])),
                    fields=["id"],
                    name="export_to_make",
                ),
                models.Index(
                    condition=models.Q(("state", "held")),
                    fields=["team", "id"],
                    name="export_held",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("reason__regex", "^\\s*$"), _negated=True),
                    ),
                    name="export_has_reason",
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
                    name="export_made_is_counted",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["working", "ready"]), ("file_name", ""), _connector="OR"
                    ),
                    name="export_file_while_made_or_ready",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("decided_by", None)),
                        models.Q(
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="export_decided_by_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ExportPart",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.PositiveIntegerField()),
            (
                "rows",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), size=None
                ),
            ),
            (
                "people",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), size=None
                ),
            ),
            (
                "of_section",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), default=list, size=None
                ),
            ),
            (
                "export",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="parts",
                    to="exports.export",
                ),
            ),
        ],
        options={
            "ordering": ["export", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("export", "number"), name="export_part_once")
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("agencies", "0002_triggers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [CreateModels(MODELS)]
