"""What records have in common: lawful bases, drafts, forms and their questions."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="Draft",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "author",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="drafts",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("kind", models.SlugField(editable=False, max_length=40)),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            ("reference", models.CharField(editable=False, max_length=100)),
            (
                "subjects",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), default=list, editable=False, size=None
                ),
            ),
            ("payload", models.JSONField(default=dict)),
            ("version", models.PositiveIntegerField(editable=False, null=True)),
            (
                "started_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "updated_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("discarded_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "ordering": ["-updated_at", "-pk"],
            "indexes": [
                models.Index(fields=["author", "-updated_at", "-id"], name="draft_of"),
                models.Index(fields=["updated_at"], name="draft_age"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("discarded_at", None)),
                    fields=("author", "kind", "object_type", "object_id"),
                    name="draft_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="LawfulBasis",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code", models.SlugField(max_length=40, unique=True)),
            ("name", models.CharField(max_length=100)),
            ("position", models.PositiveSmallIntegerField(default=0)),
            ("is_offered", models.BooleanField(default=True)),
            ("gateway", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "verbose_name_plural": "lawful bases",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="FormKind",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code", models.SlugField(max_length=40, unique=True)),
            ("name", models.CharField(max_length=100)),
            ("position", models.PositiveSmallIntegerField(default=0)),
            ("is_offered", models.BooleanField(default=True)),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "area",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.area",
                ),
            ),
            ("marking", models.CharField(default="OFFICIAL-SENSITIVE", max_length=60)),
            ("audience", models.CharField(blank=True, max_length=200)),
            (
                "due_before_release",
                models.PositiveSmallIntegerField(
                    blank=True, null=True, verbose_name="due before a release, in days"
                ),
            ),
            (
                "owed_by",
                models.CharField(
                    choices=[
                        ("owner", "The team that manages the record"),
                        ("prison", "The prison where the person is"),
                    ],
                    default="owner",
                    max_length=10,
                    verbose_name="written by",
                ),
            ),
            ("needs_approval", models.BooleanField(default=False)),
        ],
        options={
            "verbose_name": "kind of form",
            "verbose_name_plural": "kinds of forms",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="FormSection",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="sections",
                    to="records.formkind",
                ),
            ),
            ("title", models.CharField(max_length=100)),
            ("guidance", models.CharField(blank=True, max_length=500)),
            ("position", models.PositiveSmallIntegerField(default=0)),
        ],
        options={
            "verbose_name": "section of a form",
            "verbose_name_plural": "sections of forms",
            "ordering": ["position", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("kind", "title"), name="form_section_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Question",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "section",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="questions",
                    to="records.formsection",
                ),
            ),
            ("code", models.SlugField(max_length=40)),
            ("label", models.CharField(max_length=200)),
            ("hint", models.CharField(blank=True, max_length=300)),
            (
                "answer",
                models.CharField(
                    choices=[
                        ("words", "Words"),
                        ("choice", "One of several, with room for more"),
                        ("date", "Date"),
                        ("number", "Number"),
                        ("yes_no", "Yes, no or not known"),
                        ("rows", "Rows of a table"),
                    ],
                    default="words",
                    max_length=10,
                ),
            ),
            ("is_required", models.BooleanField(default=False)),
            ("is_asked", models.BooleanField(default=True)),
            (
                "longest",
                models.PositiveSmallIntegerField(default=4000, verbose_name="most characters"),
            ),
            (
                "options",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=100),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
            ("prefill", models.CharField(blank=True, max_length=40)),
            ("position", models.PositiveSmallIntegerField(default=0)),
        ],
        options={
            "ordering": ["position", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("section", "code"), name="question_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answer__in", ["choice", "rows"]), _negated=True),
                        models.Q(("options", []), _negated=True),
                        _connector="OR",
                    ),
                    name="question_has_options",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SpentToken",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("digest", models.CharField(max_length=64)),
            ("came_to", models.CharField(blank=True, max_length=1000)),
            ("words", models.CharField(blank=True, max_length=64)),
            (
                "spent_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
        ],
        options={
            "ordering": ["spent_at"],
            "indexes": [
                models.Index(fields=["spent_at"], name="token_age"),
                models.Index(
                    condition=models.Q(("words", ""), _negated=True),
                    fields=["user", "words"],
                    name="token_words",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("user", "digest"), name="token_spent_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="LateForm",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("address", models.CharField(max_length=500)),
            ("payload", models.JSONField(default=dict)),
            (
                "sent_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("shown_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "ordering": ["-sent_at"],
            "indexes": [models.Index(fields=["sent_at"], name="late_form_age")],
            "constraints": [
                models.UniqueConstraint(fields=("user", "address"), name="late_form_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="ReferenceBlock",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("kind", models.CharField(max_length=4)),
            ("year", models.PositiveSmallIntegerField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.agency",
                ),
            ),
            ("first", models.PositiveIntegerField()),
            ("next", models.PositiveIntegerField()),
        ],
        options={
            "ordering": ["kind", "year", "first"],
            "indexes": [
                models.Index(fields=["kind", "year", "agency"], name="reference_block_agency")
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("kind", "year", "first"), name="reference_block_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("next__gte", models.F("first")),
                        (
                            "next__lte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("first"), "+", models.Value(100)
                            ),
                        ),
                    ),
                    name="reference_block_next_within",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("records", "0001_initial"),
        ("records", "0003_draft"),
        ("records", "0004_forms_sent"),
        ("records", "0005_form_kinds"),
        ("records", "0007_discarded_drafts"),
        ("records", "0010_kinds_of_areas"),
    ]
    dependencies = [("agencies", "0002_triggers")]
    operations = [CreateModels(MODELS)]
