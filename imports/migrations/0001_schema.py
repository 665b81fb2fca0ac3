"""Imports of people from a file, and their rows."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="Import",
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
            ("source", models.CharField(max_length=200, verbose_name="who says so")),
            (
                "role",
                models.CharField(
                    blank=True,
                    choices=[
                        ("suspect", "Suspect"),
                        ("offender", "Offender"),
                        ("perpetrator", "ASB perpetrator"),
                        ("victim", "Victim"),
                        ("complainant", "Complainant"),
                        ("witness", "Witness"),
                        ("vulnerable", "Vulnerable"),
                        ("missing", "Missing person"),
                    ],
                    max_length=15,
                ),
            ),
            ("file_name", models.CharField(editable=False, max_length=120)),
            ("size", models.PositiveIntegerField(editable=False)),
            ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
            ("read_as", models.CharField(editable=False, max_length=200)),
            ("headings", models.JSONField(default=list, editable=False)),
            ("left_out", models.JSONField(default=list, editable=False)),
            ("notes", models.JSONField(default=list, editable=False)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("checking", "Being checked"),
                        ("checked", "Checked"),
                        ("importing", "Importing"),
                        ("stopped", "Stopped"),
                        ("done", "Done"),
                        ("cancelled", "Cancelled"),
                    ],
                    default="checking",
                    editable=False,
                    max_length=10,
                ),
            ),
            ("counts", models.JSONField(default=dict, editable=False)),
            ("position", models.PositiveIntegerField(default=0, editable=False)),
            ("agreed_at", models.DateTimeField(editable=False, null=True)),
            ("stopped_because", models.CharField(blank=True, editable=False, max_length=500)),
            ("ended_at", models.DateTimeField(editable=False, null=True)),
            ("erased_at", models.DateTimeField(editable=False, null=True)),
            (
                "agreed_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "basis",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="records.lawfulbasis",
                    verbose_name="lawful basis",
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="managed by",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("agreed_at", None), ("agreed_by", None)),
                        models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="import_agreed_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["importing", "stopped", "done"]), _negated=True),
                        ("agreed_by__isnull", False),
                        _connector="OR",
                    ),
                    name="import_begins_when_agreed",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("ended_at__isnull", False), ("state__in", ["done", "cancelled"])
                        ),
                        models.Q(
                            models.Q(("state__in", ["done", "cancelled"]), _negated=True),
                            ("ended_at", None),
                        ),
                        _connector="OR",
                    ),
                    name="import_over_has_an_end",
                ),
            ],
            "indexes": [models.Index(fields=["team", "-asked_at"], name="import_of_team")],
            "ordering": ["-asked_at", "-pk"],
        },
    ),
    migrations.CreateModel(
        name="ImportRow",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.PositiveIntegerField()),
            ("cells", models.JSONField(default=dict)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Not checked yet"),
                        ("ready", "Ready"),
                        ("problem", "Has problems"),
                        ("duplicate", "May be on record"),
                        ("skipped", "Left out"),
                        ("imported", "Imported"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("problems", models.JSONField(default=dict)),
            ("proposed", models.JSONField(default=list)),
            ("same_as", models.PositiveIntegerField(null=True)),
            ("is_another", models.BooleanField(default=False)),
            (
                "of",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="rows",
                    to="imports.import",
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="profiles.profile",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("of", "number"), name="import_row_once"),
                models.CheckConstraint(
                    condition=models.Q(("profile", None), ("state", "imported"), _connector="OR"),
                    name="import_row_made_a_record",
                ),
            ],
            "indexes": [models.Index(fields=["of", "state", "number"], name="import_row_state")],
            "ordering": ["number"],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("agencies", "0002_triggers"),
        ("profiles", "0004_lookups"),
        ("records", "0003_use_of_forms"),
    ]
    operations = [CreateModels(MODELS)]
