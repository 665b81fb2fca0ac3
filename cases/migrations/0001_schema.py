"""Cases, the actions in them, and the people who take part."""

import core.tidy
import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="CaseKind",
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
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="CaseStage",
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
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="RagRating",
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
            (
                "colour",
                models.CharField(
                    choices=[
                        ("red", "Red"),
                        ("orange", "Amber"),
                        ("green", "Green"),
                        ("grey", "Grey"),
                    ],
                    default="grey",
                    max_length=10,
                ),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="CaseOutcome",
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
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ParticipantRole",
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
            (
                "is_complainant",
                models.BooleanField(default=False, verbose_name="the complainant's side"),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ActionKind",
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
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ActionResult",
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
            ("is_done", models.BooleanField(default=True, verbose_name="it was done")),
            (
                "stands_out",
                models.BooleanField(default=False, verbose_name="stands out in the log"),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Case",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("reference", models.CharField(editable=False, max_length=20, unique=True)),
            (
                "owner_team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "lead",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("is_restricted", models.BooleanField(default=False, editable=False)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("sort_name", models.CharField(db_collation="C", editable=False, max_length=200)),
            ("search_names", models.TextField(db_collation="C", default="", editable=False)),
            (
                "created_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("title", models.CharField(max_length=120)),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.casekind",
                ),
            ),
            (
                "stage",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.casestage",
                ),
            ),
            (
                "risk",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.risklevel",
                ),
            ),
            (
                "rag",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.ragrating",
                    verbose_name="RAG rating",
                ),
            ),
            ("opened_on", models.DateField()),
            ("review_on", models.DateField(blank=True, null=True, verbose_name="review by")),
            ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last reviewed")),
            (
                "tags",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                ),
            ),
            ("victim_contact_name", models.CharField(blank=True, max_length=150)),
            ("victim_contact_organisation", models.CharField(blank=True, max_length=150)),
            ("victim_contact_phone", models.CharField(blank=True, max_length=40)),
            (
                "created_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("closed_at", models.DateTimeField(editable=False, null=True)),
            (
                "closed_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("closed_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "outcome",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.caseoutcome",
                ),
            ),
            ("closing_words", models.TextField(blank=True, editable=False, max_length=2000)),
        ],
        options={
            "permissions": [
                ("contribute_case", "Can add to this case"),
                ("manage_case", "Can manage this case"),
            ],
            "abstract": False,
            "default_permissions": ("view",),
            "base_manager_name": "objects",
            "indexes": [
                models.Index(fields=["sort_name", "id"], name="case_name"),
                models.Index(fields=["owner_team"], name="case_owner"),
                models.Index(
                    condition=models.Q(("closed_at", None)),
                    fields=["lead", "review_on"],
                    name="case_open_of_lead",
                ),
                models.Index(
                    condition=models.Q(("closed_at", None)),
                    fields=["owner_team", "review_on"],
                    name="case_open_of_team",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("closed_at", None), ("closed_by", None), ("outcome", None)),
                        models.Q(
                            ("closed_at__isnull", False),
                            ("closed_by__isnull", False),
                            ("outcome__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="case_closed_with_an_outcome",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("reviewed_on", None),
                        ("reviewed_on__gte", models.F("opened_on")),
                        _connector="OR",
                    ),
                    name="case_reviewed_after_it_opened",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCase",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("reference", models.CharField(db_index=True, editable=False, max_length=20)),
            ("is_restricted", models.BooleanField(default=False, editable=False)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("sort_name", models.CharField(editable=False, max_length=200)),
            (
                "created_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("title", models.CharField(max_length=120)),
            ("opened_on", models.DateField()),
            ("review_on", models.DateField(blank=True, null=True, verbose_name="review by")),
            ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last reviewed")),
            (
                "tags",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                ),
            ),
            ("victim_contact_name", models.CharField(blank=True, max_length=150)),
            ("victim_contact_organisation", models.CharField(blank=True, max_length=150)),
            ("victim_contact_phone", models.CharField(blank=True, max_length=40)),
            ("closed_at", models.DateTimeField(editable=False, null=True)),
            ("closed_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("closing_words", models.TextField(blank=True, editable=False, max_length=2000)),
            (
                "owner_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "lead",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.casekind",
                ),
            ),
            (
                "stage",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.casestage",
                ),
            ),
            (
                "risk",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.risklevel",
                ),
            ),
            (
                "rag",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.ragrating",
                    verbose_name="RAG rating",
                ),
            ),
            (
                "created_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "closed_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.caseoutcome",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical case",
            "verbose_name_plural": "historical cases",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="CaseTeamHold",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "permission",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="auth.permission",
                ),
            ),
            (
                "level",
                models.PositiveSmallIntegerField(
                    choices=[(1, "Read"), (2, "Read and add"), (3, "Everything")]
                ),
            ),
            ("sections", models.PositiveSmallIntegerField(default=32767)),
            (
                "valid_until",
                models.DateTimeField(
                    default=datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc)
                ),
            ),
            (
                "grant",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="access.grant",
                ),
            ),
            ("restricted", models.BooleanField(default=False, editable=False)),
            ("sort_name", models.CharField(db_collation="C", editable=False, max_length=200)),
            ("search_names", models.TextField(db_collation="C", default="", editable=False)),
            (
                "last_activity_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "group",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="%(class)ss",
                    to="auth.group",
                ),
            ),
            (
                "content_object",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="team_holds",
                    to="cases.case",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    fields=["content_object", "group"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="cth_obj",
                ),
                models.Index(
                    fields=["group", "sort_name", "content_object"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="cth_name",
                ),
                models.Index(
                    models.F("group"),
                    models.OrderBy(models.F("last_activity_at"), descending=True),
                    models.OrderBy(models.F("content_object"), descending=True),
                    include=("level", "sections", "valid_until", "restricted"),
                    name="cth_act",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("group"),
                    django.contrib.postgres.indexes.OpClass("search_names", name="gin_trgm_ops"),
                    name="cth_trgm",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("group", "content_object"), name="cth_one"),
                models.CheckConstraint(
                    condition=models.Q(("level__in", [1, 2, 3])), name="cth_level"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CaseUserHold",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "permission",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="auth.permission",
                ),
            ),
            (
                "level",
                models.PositiveSmallIntegerField(
                    choices=[(1, "Read"), (2, "Read and add"), (3, "Everything")]
                ),
            ),
            ("sections", models.PositiveSmallIntegerField(default=32767)),
            (
                "valid_until",
                models.DateTimeField(
                    default=datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc)
                ),
            ),
            (
                "grant",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="access.grant",
                ),
            ),
            ("restricted", models.BooleanField(default=False, editable=False)),
            ("sort_name", models.CharField(db_collation="C", editable=False, max_length=200)),
            ("search_names", models.TextField(db_collation="C", default="", editable=False)),
            (
                "last_activity_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="%(class)ss",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "membership",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.membership",
                ),
            ),
            (
                "content_object",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="user_holds",
                    to="cases.case",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    fields=["content_object", "user"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="cuh_obj",
                ),
                models.Index(
                    fields=["user", "sort_name", "content_object"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="cuh_name",
                ),
                models.Index(
                    models.F("user"),
                    models.OrderBy(models.F("last_activity_at"), descending=True),
                    models.OrderBy(models.F("content_object"), descending=True),
                    include=("level", "sections", "valid_until", "restricted"),
                    name="cuh_act",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("user"),
                    django.contrib.postgres.indexes.OpClass("search_names", name="gin_trgm_ops"),
                    name="cuh_trgm",
                ),
                models.Index(fields=["membership"], name="cuh_membership"),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("user", "content_object"), name="cuh_one"),
                models.CheckConstraint(
                    condition=models.Q(("level__in", [1, 2, 3])), name="cuh_level"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CaseActivity",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("section", models.PositiveSmallIntegerField()),
            ("last_at", models.DateTimeField()),
            (
                "content_object",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="activities",
                    to="cases.case",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("content_object", "section"), name="case_activity_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="CaseExclusion",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("reason", models.CharField(max_length=500)),
            (
                "excluded_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "excluded_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("ended_at", models.DateTimeField(editable=False, null=True)),
            (
                "ended_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "content_object",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="exclusions",
                    to="cases.case",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)),
                    fields=("user", "content_object"),
                    name="case_exclusion_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCaseExclusion",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("reason", models.CharField(max_length=500)),
            (
                "excluded_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("ended_at", models.DateTimeField(editable=False, null=True)),
            (
                "user",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "excluded_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "ended_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "content_object",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical case exclusion",
            "verbose_name_plural": "historical case exclusions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Action",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            (
                "written_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("happened_on", models.DateField()),
            ("happened_at_time", models.TimeField(blank=True, null=True)),
            (
                "case",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="actions",
                    to="cases.case",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.actionkind",
                ),
            ),
            ("text", models.TextField(max_length=2000, verbose_name="what was done")),
            ("planned_for", models.DateField(blank=True, null=True)),
            (
                "result",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.actionresult",
                ),
            ),
            (
                "result_words",
                models.CharField(blank=True, max_length=500, verbose_name="result in words"),
            ),
            (
                "minutes",
                models.PositiveSmallIntegerField(
                    blank=True,
                    null=True,
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(10080),
                    ],
                    verbose_name="how long, in minutes",
                ),
            ),
            (
                "done_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "done_by_name",
                models.CharField(blank=True, max_length=150, verbose_name="who did it"),
            ),
            (
                "done_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("done_by_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("done_by_agency", models.CharField(blank=True, max_length=150)),
            (
                "basis",
                models.CharField(
                    choices=[("fact", "Fact"), ("opinion", "Opinion"), ("reported", "Reported")],
                    default="fact",
                    max_length=10,
                ),
            ),
            ("told_by", models.CharField(blank=True, max_length=150)),
            (
                "is_tactical",
                models.BooleanField(
                    default=False, verbose_name="leave out of the log for the complainant"
                ),
            ),
            (
                "follow_up",
                models.CharField(blank=True, max_length=200, verbose_name="what needs doing"),
            ),
            ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="by when")),
            (
                "follow_up_team",
                models.ForeignKey(
                    blank=True,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="who does it",
                ),
            ),
            ("result_at", models.DateTimeField(editable=False, null=True)),
            ("result_by_name", models.CharField(blank=True, editable=False, max_length=150)),
        ],
        options={
            "ordering": [
                "-happened_on",
                models.OrderBy(models.F("happened_at_time"), descending=True, nulls_last=True),
                "-pk",
            ],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    models.F("case"),
                    models.OrderBy(models.F("happened_on"), descending=True),
                    models.OrderBy(models.F("happened_at_time"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("id"), descending=True),
                    name="action_of_case_by_time",
                ),
                models.Index(
                    condition=models.Q(("result", None)),
                    fields=["case", "planned_for"],
                    name="action_planned",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("planned_for__isnull", False), ("result", None), ("result_words", "")
                        ),
                        ("result__isnull", False),
                        _connector="OR",
                    ),
                    name="action_planned_or_with_a_result",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("basis", "reported"), _negated=True),
                        models.Q(("told_by", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="action_reported_by_someone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("follow_up", ""), ("follow_up_on", None), ("follow_up_team", None)
                        ),
                        models.Q(
                            ("follow_up__gt", ""),
                            ("follow_up_on__isnull", False),
                            ("follow_up_team__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="action_follow_up_whole",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalAction",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("happened_on", models.DateField()),
            ("happened_at_time", models.TimeField(blank=True, null=True)),
            ("text", models.TextField(max_length=2000, verbose_name="what was done")),
            ("planned_for", models.DateField(blank=True, null=True)),
            (
                "result_words",
                models.CharField(blank=True, max_length=500, verbose_name="result in words"),
            ),
            (
                "minutes",
                models.PositiveSmallIntegerField(
                    blank=True,
                    null=True,
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(10080),
                    ],
                    verbose_name="how long, in minutes",
                ),
            ),
            (
                "done_by_name",
                models.CharField(blank=True, max_length=150, verbose_name="who did it"),
            ),
            ("done_by_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("done_by_agency", models.CharField(blank=True, max_length=150)),
            (
                "basis",
                models.CharField(
                    choices=[("fact", "Fact"), ("opinion", "Opinion"), ("reported", "Reported")],
                    default="fact",
                    max_length=10,
                ),
            ),
            ("told_by", models.CharField(blank=True, max_length=150)),
            (
                "is_tactical",
                models.BooleanField(
                    default=False, verbose_name="leave out of the log for the complainant"
                ),
            ),
            (
                "follow_up",
                models.CharField(blank=True, max_length=200, verbose_name="what needs doing"),
            ),
            ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="by when")),
            ("result_at", models.DateTimeField(editable=False, null=True)),
            ("result_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "written_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "case",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.actionkind",
                ),
            ),
            (
                "result",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.actionresult",
                ),
            ),
            (
                "done_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "done_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "follow_up_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="who does it",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical action",
            "verbose_name_plural": "historical actions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ActionAmendment",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            (
                "written_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "action",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="amendments",
                    to="cases.action",
                ),
            ),
            ("text", models.TextField(max_length=2000)),
        ],
        options={
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalActionAmendment",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("text", models.TextField(max_length=2000)),
            (
                "written_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "action",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.action",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical action amendment",
            "verbose_name_plural": "historical action amendments",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="CaseDocument",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            (
                "written_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("name", models.CharField(editable=False, max_length=150, verbose_name="file name")),
            ("content_type", models.CharField(editable=False, max_length=100)),
            ("size", models.PositiveIntegerField(editable=False)),
            ("sha256", models.CharField(editable=False, max_length=64)),
            ("stored_name", models.CharField(editable=False, max_length=80, unique=True)),
            ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            (
                "withdrawn_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("withdrawn_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("withdrawn_because", models.CharField(blank=True, editable=False, max_length=200)),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="documents.documentkind",
                ),
            ),
            (
                "marking",
                models.CharField(
                    choices=[
                        ("official-sensitive", "OFFICIAL-SENSITIVE"),
                        ("official", "OFFICIAL"),
                    ],
                    default="official-sensitive",
                    max_length=20,
                ),
            ),
            (
                "handling",
                models.CharField(blank=True, max_length=200, verbose_name="handling instruction"),
            ),
            ("description", models.CharField(blank=True, max_length=200)),
            ("group", models.UUIDField(editable=False)),
            ("version", models.PositiveSmallIntegerField(default=1, editable=False)),
            ("is_latest", models.BooleanField(default=True, editable=False)),
            (
                "case",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="documents",
                    to="cases.case",
                ),
            ),
            (
                "action",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="documents",
                    to="cases.action",
                ),
            ),
        ],
        options={
            "verbose_name": "document",
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.UniqueConstraint(
                    fields=("group", "version"), name="casedocument_version_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("is_latest", True)),
                    fields=("group",),
                    name="casedocument_latest_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCaseDocument",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("name", models.CharField(editable=False, max_length=150, verbose_name="file name")),
            ("content_type", models.CharField(editable=False, max_length=100)),
            ("size", models.PositiveIntegerField(editable=False)),
            ("sha256", models.CharField(editable=False, max_length=64)),
            ("stored_name", models.CharField(db_index=True, editable=False, max_length=80)),
            ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ("withdrawn_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("withdrawn_because", models.CharField(blank=True, editable=False, max_length=200)),
            (
                "marking",
                models.CharField(
                    choices=[
                        ("official-sensitive", "OFFICIAL-SENSITIVE"),
                        ("official", "OFFICIAL"),
                    ],
                    default="official-sensitive",
                    max_length=20,
                ),
            ),
            (
                "handling",
                models.CharField(blank=True, max_length=200, verbose_name="handling instruction"),
            ),
            ("description", models.CharField(blank=True, max_length=200)),
            ("group", models.UUIDField(editable=False)),
            ("version", models.PositiveSmallIntegerField(default=1, editable=False)),
            ("is_latest", models.BooleanField(default=True, editable=False)),
            (
                "written_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "withdrawn_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="documents.documentkind",
                ),
            ),
            (
                "case",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            (
                "action",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.action",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical document",
            "verbose_name_plural": "historical documents",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Participant",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            (
                "written_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "case",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="participants",
                    to="cases.case",
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="participations",
                    to="profiles.profile",
                    verbose_name="person",
                ),
            ),
            ("name", models.CharField(blank=True, max_length=200, validators=[core.tidy.is_name])),
            (
                "role",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.participantrole",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500)),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
        ],
        options={
            "ordering": ["role__position", "pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ends_on", None), ("profile__isnull", False)),
                    fields=("case", "profile", "role"),
                    name="participant_once_in_a_role",
                    violation_error_message="This person is in the case in this role already.",
                ),
                models.CheckConstraint(
                    condition=models.Q(("name", ""), _negated=True), name="participant_has_a_name"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalParticipant",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("name", models.CharField(blank=True, max_length=200, validators=[core.tidy.is_name])),
            ("note", models.CharField(blank=True, max_length=500)),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "written_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "case",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
                    verbose_name="person",
                ),
            ),
            (
                "role",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.participantrole",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical participant",
            "verbose_name_plural": "historical participants",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Incident",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            (
                "written_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("happened_on", models.DateField()),
            ("happened_at_time", models.TimeField(blank=True, null=True)),
            (
                "case",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="incidents",
                    to="cases.case",
                ),
            ),
            ("text", models.TextField(max_length=2000, verbose_name="what happened")),
            ("location", models.CharField(blank=True, max_length=200)),
            (
                "number",
                models.CharField(
                    blank=True, max_length=40, verbose_name="crime or incident number"
                ),
            ),
        ],
        options={
            "ordering": [
                "-happened_on",
                models.OrderBy(models.F("happened_at_time"), descending=True, nulls_last=True),
                "-pk",
            ],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [models.Index(fields=["case", "-happened_on"], name="incident_of_case")],
        },
    ),
    migrations.CreateModel(
        name="HistoricalIncident",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("happened_on", models.DateField()),
            ("happened_at_time", models.TimeField(blank=True, null=True)),
            ("text", models.TextField(max_length=2000, verbose_name="what happened")),
            ("location", models.CharField(blank=True, max_length=200)),
            (
                "number",
                models.CharField(
                    blank=True, max_length=40, verbose_name="crime or incident number"
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "case",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical incident",
            "verbose_name_plural": "historical incidents",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="CaseLink",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            (
                "written_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "case",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="links",
                    to="cases.case",
                ),
            ),
            (
                "other",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="linked_from",
                    to="cases.case",
                ),
            ),
            ("why", models.CharField(max_length=200, verbose_name="how they belong together")),
        ],
        options={
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.UniqueConstraint(
                    fields=("case", "other"),
                    name="case_linked_once",
                    violation_error_message="These cases are linked already.",
                ),
                models.CheckConstraint(
                    condition=models.Q(("case", models.F("other")), _negated=True),
                    name="case_linked_to_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCaseLink",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "written_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("why", models.CharField(max_length=200, verbose_name="how they belong together")),
            (
                "written_by",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "case",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            (
                "other",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "historical case link",
            "verbose_name_plural": "historical case links",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0003_follow_ups"),
        ("cases", "0004_documents"),
    ]
    dependencies = [
        ("access", "0001_schema"),
        ("documents", "0001_initial"),
        ("profiles", "0002_schema"),
    ]
    operations = [CreateModels(MODELS)]
