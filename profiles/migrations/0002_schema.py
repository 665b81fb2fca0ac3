"""People, and all that is kept about them."""

import core.tidy
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="ContactKind",
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
                "agency_kinds",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("police", "Police"),
                            ("prison", "Prison"),
                            ("probation", "Probation"),
                            ("council", "Council"),
                            ("health", "Health"),
                            ("victims", "Victims’ service"),
                            ("care", "Care company"),
                            ("housing", "Housing"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ContactOutcome",
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
                "speaks_for_itself",
                models.BooleanField(
                    default=False,
                    help_text="Nothing took place, so nothing need be written",
                    verbose_name="needs no text",
                ),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="WarningKind",
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
            ("is_restricted", models.BooleanField(default=False, verbose_name="restricted")),
            (
                "asked_at_release",
                models.BooleanField(default=False, verbose_name="asked about at a release"),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Ethnicity",
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
            "verbose_name_plural": "ethnicities",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="AddressKind",
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
        name="PhoneKind",
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
        name="StatutoryKind",
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
        name="InvolvementRole",
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
        name="Profile",
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
            ("surname", models.CharField(max_length=80, validators=[core.tidy.is_name])),
            (
                "forenames",
                models.CharField(
                    blank=True,
                    max_length=110,
                    validators=[core.tidy.is_name],
                    verbose_name="first names",
                ),
            ),
            ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            (
                "estimated_age",
                models.PositiveSmallIntegerField(
                    blank=True,
                    null=True,
                    validators=[django.core.validators.MaxValueValidator(120)],
                ),
            ),
            ("age_estimated_on", models.DateField(blank=True, null=True)),
            (
                "sex",
                models.CharField(
                    choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not known")],
                    default="not_known",
                    max_length=10,
                ),
            ),
            ("gender", models.CharField(blank=True, max_length=60)),
            (
                "ethnicity",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.ethnicity",
                ),
            ),
            ("first_language", models.CharField(blank=True, max_length=60)),
            (
                "interpreter",
                models.CharField(
                    blank=True, choices=[("yes", "Needed"), ("no", "Not needed")], max_length=3
                ),
            ),
            (
                "interpreter_language",
                models.CharField(blank=True, max_length=60, verbose_name="interpreter for"),
            ),
            (
                "photo",
                models.ForeignKey(
                    blank=True,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="profiles.profilephoto",
                ),
            ),
            (
                "created_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "person",
            "verbose_name_plural": "people",
            "permissions": [
                ("contribute_profile", "Can add to this person's record"),
                ("manage_profile", "Can manage this person's record"),
            ],
            "abstract": False,
            "default_permissions": ("view",),
            "base_manager_name": "objects",
            "indexes": [
                models.Index(fields=["sort_name", "id"], name="profile_name"),
                models.Index(fields=["owner_team"], name="profile_owner"),
                models.Index(fields=["born_on"], name="profile_born"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("age_estimated_on", None), ("estimated_age", None)),
                        models.Q(
                            ("age_estimated_on__isnull", False),
                            ("born_on", None),
                            ("estimated_age__isnull", False),
                            ("estimated_age__lte", 120),
                        ),
                        _connector="OR",
                    ),
                    name="profile_age_estimated_on_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("interpreter_language", ""), ("interpreter", "yes"), _connector="OR"
                    ),
                    name="profile_interpreter_for_a_language",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalProfile",
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
            ("surname", models.CharField(max_length=80, validators=[core.tidy.is_name])),
            (
                "forenames",
                models.CharField(
                    blank=True,
                    max_length=110,
                    validators=[core.tidy.is_name],
                    verbose_name="first names",
                ),
            ),
            ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            (
                "estimated_age",
                models.PositiveSmallIntegerField(
                    blank=True,
                    null=True,
                    validators=[django.core.validators.MaxValueValidator(120)],
                ),
            ),
            ("age_estimated_on", models.DateField(blank=True, null=True)),
            (
                "sex",
                models.CharField(
                    choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not known")],
                    default="not_known",
                    max_length=10,
                ),
            ),
            ("gender", models.CharField(blank=True, max_length=60)),
            ("first_language", models.CharField(blank=True, max_length=60)),
            (
                "interpreter",
                models.CharField(
                    blank=True, choices=[("yes", "Needed"), ("no", "Not needed")], max_length=3
                ),
            ),
            (
                "interpreter_language",
                models.CharField(blank=True, max_length=60, verbose_name="interpreter for"),
            ),
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
                "ethnicity",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.ethnicity",
                ),
            ),
            (
                "photo",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profilephoto",
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
            "verbose_name": "historical person",
            "verbose_name_plural": "historical people",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ProfileTeamHold",
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
                    to="profiles.profile",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    fields=["content_object", "group"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="pth_obj",
                ),
                models.Index(
                    fields=["group", "sort_name", "content_object"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="pth_name",
                ),
                models.Index(
                    models.F("group"),
                    models.OrderBy(models.F("last_activity_at"), descending=True),
                    models.OrderBy(models.F("content_object"), descending=True),
                    include=("level", "sections", "valid_until", "restricted"),
                    name="pth_act",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("group"),
                    django.contrib.postgres.indexes.OpClass("search_names", name="gin_trgm_ops"),
                    name="pth_trgm",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("group", "content_object"), name="pth_one"),
                models.CheckConstraint(
                    condition=models.Q(("level__in", [1, 2, 3])), name="pth_level"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ProfileUserHold",
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
                    to="profiles.profile",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    fields=["content_object", "user"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="puh_obj",
                ),
                models.Index(
                    fields=["user", "sort_name", "content_object"],
                    include=("level", "sections", "valid_until", "restricted"),
                    name="puh_name",
                ),
                models.Index(
                    models.F("user"),
                    models.OrderBy(models.F("last_activity_at"), descending=True),
                    models.OrderBy(models.F("content_object"), descending=True),
                    include=("level", "sections", "valid_until", "restricted"),
                    name="puh_act",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("user"),
                    django.contrib.postgres.indexes.OpClass("search_names", name="gin_trgm_ops"),
                    name="puh_trgm",
                ),
                models.Index(fields=["membership"], name="puh_membership"),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("user", "content_object"), name="puh_one"),
                models.CheckConstraint(
                    condition=models.Q(("level__in", [1, 2, 3])), name="puh_level"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ProfileActivity",
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
                    to="profiles.profile",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("content_object", "section"), name="profile_activity_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProfileExclusion",
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
                    to="profiles.profile",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)),
                    fields=("user", "content_object"),
                    name="profile_exclusion_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalProfileExclusion",
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
                    to="profiles.profile",
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
            "verbose_name": "historical profile exclusion",
            "verbose_name_plural": "historical profile exclusions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="OtherName",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="other_names",
                    to="profiles.profile",
                ),
            ),
            (
                "surname",
                models.CharField(blank=True, max_length=80, validators=[core.tidy.is_name]),
            ),
            (
                "forenames",
                models.CharField(
                    blank=True,
                    max_length=110,
                    validators=[core.tidy.is_name],
                    verbose_name="first names",
                ),
            ),
        ],
        options={
            "verbose_name": "other name",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="othername_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(("forenames", ""), ("surname", ""), _negated=True),
                    name="othername_says_something",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalOtherName",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "surname",
                models.CharField(blank=True, max_length=80, validators=[core.tidy.is_name]),
            ),
            (
                "forenames",
                models.CharField(
                    blank=True,
                    max_length=110,
                    validators=[core.tidy.is_name],
                    verbose_name="first names",
                ),
            ),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
            "verbose_name": "historical other name",
            "verbose_name_plural": "historical other names",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Role",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="roles",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.CharField(
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
                    verbose_name="role",
                ),
            ),
            ("source", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    fields=["kind", "profile"], include=("starts_on", "ends_on"), name="role_kind"
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="role_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ends_on", None)),
                    fields=("profile", "kind"),
                    name="role_once",
                    violation_error_message="This person has that role already. End it first.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalRole",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "kind",
                models.CharField(
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
                    verbose_name="role",
                ),
            ),
            ("source", models.CharField(max_length=200)),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
            "verbose_name": "historical role",
            "verbose_name_plural": "historical roles",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Warning",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="warnings",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.warningkind",
                ),
            ),
            ("text", models.CharField(max_length=300, verbose_name="what to know")),
            ("code", models.CharField(blank=True, max_length=12)),
            ("source", models.CharField(blank=True, db_default="", max_length=150)),
            ("review_on", models.DateField(blank=True, null=True)),
        ],
        options={
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    fields=["kind", "profile"],
                    include=("starts_on", "ends_on"),
                    name="warning_kind",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="warning_ends_after_start",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalWarning",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("text", models.CharField(max_length=300, verbose_name="what to know")),
            ("code", models.CharField(blank=True, max_length=12)),
            ("source", models.CharField(blank=True, db_default="", max_length=150)),
            ("review_on", models.DateField(blank=True, null=True)),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.warningkind",
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
            "verbose_name": "historical warning",
            "verbose_name_plural": "historical warnings",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Address",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("is_confidential", models.BooleanField(default=False, verbose_name="confidential")),
            (
                "safe_to_contact",
                models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
            ),
            (
                "safe_to_leave_message",
                models.CharField(
                    blank=True,
                    choices=[("yes", "Yes"), ("no", "No")],
                    max_length=3,
                    verbose_name="safe to leave a message",
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="addresses",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.addresskind",
                ),
            ),
            ("text", models.CharField(max_length=500, verbose_name="address")),
            ("postcode", models.CharField(blank=True, max_length=10)),
            (
                "search_text",
                models.GeneratedField(
                    db_persist=True,
                    expression=models.Func("text", "postcode", function="address_for_search"),
                    output_field=models.TextField(db_collation="C"),
                ),
            ),
        ],
        options={
            "verbose_name_plural": "addresses",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                django.contrib.postgres.indexes.GinIndex(
                    django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                    name="address_search",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="address_ends_after_start",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalAddress",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("is_confidential", models.BooleanField(default=False, verbose_name="confidential")),
            (
                "safe_to_contact",
                models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
            ),
            (
                "safe_to_leave_message",
                models.CharField(
                    blank=True,
                    choices=[("yes", "Yes"), ("no", "No")],
                    max_length=3,
                    verbose_name="safe to leave a message",
                ),
            ),
            ("text", models.CharField(max_length=500, verbose_name="address")),
            ("postcode", models.CharField(blank=True, max_length=10)),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.addresskind",
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
            "verbose_name": "historical address",
            "verbose_name_plural": "historical addresses",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Phone",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("is_confidential", models.BooleanField(default=False, verbose_name="confidential")),
            (
                "safe_to_contact",
                models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
            ),
            (
                "safe_to_leave_message",
                models.CharField(
                    blank=True,
                    choices=[("yes", "Yes"), ("no", "No")],
                    max_length=3,
                    verbose_name="safe to leave a message",
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="phones",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.phonekind",
                ),
            ),
            ("number", models.CharField(max_length=30, verbose_name="phone number")),
            ("note", models.CharField(blank=True, max_length=100)),
            (
                "digits",
                models.GeneratedField(
                    db_persist=True,
                    expression=models.Func("number", function="phone_for_search"),
                    output_field=models.TextField(db_collation="C"),
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                django.contrib.postgres.indexes.GinIndex(
                    django.contrib.postgres.indexes.OpClass("digits", name="gin_trgm_ops"),
                    name="phone_digits",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="phone_ends_after_start",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalPhone",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("is_confidential", models.BooleanField(default=False, verbose_name="confidential")),
            (
                "safe_to_contact",
                models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
            ),
            (
                "safe_to_leave_message",
                models.CharField(
                    blank=True,
                    choices=[("yes", "Yes"), ("no", "No")],
                    max_length=3,
                    verbose_name="safe to leave a message",
                ),
            ),
            ("number", models.CharField(max_length=30, verbose_name="phone number")),
            ("note", models.CharField(blank=True, max_length=100)),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.phonekind",
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
            "verbose_name": "historical phone",
            "verbose_name_plural": "historical phones",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Identifier",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="identifiers",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("pnc", "PNC"),
                        ("cro", "CRO"),
                        ("prison", "Prison number"),
                        ("crn", "CRN"),
                        ("nhs", "NHS number"),
                    ],
                    max_length=10,
                ),
            ),
            ("value", models.CharField(max_length=30, verbose_name="number")),
        ],
        options={
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [models.Index(fields=["value", "kind"], name="identifier_value")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="identifier_ends_after_start",
                ),
                models.UniqueConstraint(
                    fields=("profile", "kind", "value"),
                    name="identifier_once",
                    violation_error_message="This number is already recorded.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalIdentifier",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("pnc", "PNC"),
                        ("cro", "CRO"),
                        ("prison", "Prison number"),
                        ("crn", "CRN"),
                        ("nhs", "NHS number"),
                    ],
                    max_length=10,
                ),
            ),
            ("value", models.CharField(max_length=30, verbose_name="number")),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
            "verbose_name": "historical identifier",
            "verbose_name_plural": "historical identifiers",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Establishment",
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
                "team",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="establishments",
                    to="agencies.team",
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="CustodyStay",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="stays",
                    to="profiles.profile",
                ),
            ),
            (
                "establishment",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.establishment",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="from")),
            (
                "release_expected_on",
                models.DateField(blank=True, null=True, verbose_name="release expected"),
            ),
        ],
        options={
            "verbose_name": "stay in custody",
            "verbose_name_plural": "stays in custody",
            "ordering": ["-starts_on", "-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    condition=models.Q(("ends_on", None)),
                    fields=["establishment", "profile"],
                    name="stay_in_establishment",
                ),
                models.Index(
                    condition=models.Q(("ends_on", None)), fields=["-starts_on"], name="stay_begun"
                ),
                models.Index(
                    condition=models.Q(("ends_on__isnull", False)),
                    fields=["-ends_on"],
                    name="stay_left",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="stay_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("release_expected_on", None),
                        ("release_expected_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="stay_release_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ends_on", None)),
                    fields=("profile",),
                    include=("establishment",),
                    name="stay_in_one_place",
                    violation_error_message="This person is in custody already. End that stay first.",
                ),
                django.contrib.postgres.constraints.ExclusionConstraint(
                    expressions=[
                        ("profile", "="),
                        (
                            models.Func(
                                "starts_on",
                                "ends_on",
                                function="daterange",
                                output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                            ),
                            "&&",
                        ),
                    ],
                    name="stay_apart_from_others",
                    violation_error_message="This stay overlaps another one. Check the dates.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCustodyStay",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("starts_on", models.DateField(verbose_name="from")),
            (
                "release_expected_on",
                models.DateField(blank=True, null=True, verbose_name="release expected"),
            ),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
                ),
            ),
            (
                "establishment",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.establishment",
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
            "verbose_name": "historical stay in custody",
            "verbose_name_plural": "historical stays in custody",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="CustodyDecision",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "stay",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="decisions",
                    to="profiles.custodystay",
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "about",
                models.CharField(
                    choices=[("giving", "Giving access"), ("ending", "Ending access")],
                    max_length=10,
                ),
            ),
            ("reason", models.CharField(max_length=500)),
            (
                "decided_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("stay", "team", "about"), name="custody_decided_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProfileDocument",
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
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="documents",
                    to="profiles.profile",
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
                    fields=("group", "version"), name="profiledocument_version_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("is_latest", True)),
                    fields=("group",),
                    name="profiledocument_latest_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalProfileDocument",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
        name="ProfilePhoto",
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
            ("thumbnail_name", models.CharField(editable=False, max_length=80, unique=True)),
            ("thumbnail_sha256", models.CharField(editable=False, max_length=64)),
            ("taken_on", models.DateField(blank=True, null=True)),
            (
                "consent",
                models.CharField(
                    choices=[
                        ("given", "Given"),
                        ("not-needed", "Not needed: taken under a legal power"),
                        ("not-asked", "Not asked"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "consent_note",
                models.CharField(
                    blank=True, max_length=200, verbose_name="how, or under which power"
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="photos",
                    to="profiles.profile",
                ),
            ),
        ],
        options={
            "verbose_name": "photo",
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalProfilePhoto",
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
            ("thumbnail_name", models.CharField(db_index=True, editable=False, max_length=80)),
            ("thumbnail_sha256", models.CharField(editable=False, max_length=64)),
            ("taken_on", models.DateField(blank=True, null=True)),
            (
                "consent",
                models.CharField(
                    choices=[
                        ("given", "Given"),
                        ("not-needed", "Not needed: taken under a legal power"),
                        ("not-asked", "Not asked"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "consent_note",
                models.CharField(
                    blank=True, max_length=200, verbose_name="how, or under which power"
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
            "verbose_name": "historical photo",
            "verbose_name_plural": "historical photos",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="UpdatePeriod",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "establishment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="update_periods",
                    to="profiles.establishment",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="records.formkind",
                ),
            ),
            (
                "weeks",
                models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(104),
                    ]
                ),
            ),
            ("is_agreed", models.BooleanField(default=True)),
        ],
        options={
            "ordering": ["establishment__name", "kind__position", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("establishment", "kind"),
                    name="update_period_once",
                    violation_error_message="There is a period for this report already. Change that.",
                ),
                models.CheckConstraint(
                    condition=models.Q(("weeks__gte", 1), ("weeks__lte", 104)),
                    name="update_period_weeks",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalUpdatePeriod",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "weeks",
                models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(104),
                    ]
                ),
            ),
            ("is_agreed", models.BooleanField(default=True)),
            (
                "establishment",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.establishment",
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
                    to="records.formkind",
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
            "verbose_name": "historical update period",
            "verbose_name_plural": "historical update periods",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="DueReport",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="due_reports",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="records.formkind",
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("due_on", models.DateField()),
            (
                "why",
                models.CharField(
                    choices=[("period", "At agreed periods"), ("release", "Before the release")],
                    max_length=10,
                ),
            ),
        ],
        options={
            "ordering": ["due_on", "pk"],
            "indexes": [
                models.Index(
                    fields=["team", "due_on"], include=("profile",), name="due_report_team"
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("profile", "kind", "team"),
                    name="due_report_once",
                    nulls_distinct=False,
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="StatutoryStatus",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "user",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="colleague",
                ),
            ),
            ("name", models.CharField(blank=True, max_length=150)),
            (
                "organisation",
                models.CharField(blank=True, max_length=150, verbose_name="team or organisation"),
            ),
            ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="statuses",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.statutorykind",
                ),
            ),
        ],
        options={
            "verbose_name": "statutory status",
            "verbose_name_plural": "statutory statuses",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="status_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ends_on", None)),
                    fields=("profile", "kind"),
                    name="status_once",
                    violation_error_message="This status is recorded already. End that one first.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalStatutoryStatus",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("name", models.CharField(blank=True, max_length=150)),
            (
                "organisation",
                models.CharField(blank=True, max_length=150, verbose_name="team or organisation"),
            ),
            ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
            (
                "added_by",
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
                "user",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="colleague",
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
                    to="profiles.statutorykind",
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
            "verbose_name": "historical statutory status",
            "verbose_name_plural": "historical statutory statuses",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Involvement",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            (
                "user",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="colleague",
                ),
            ),
            ("name", models.CharField(blank=True, max_length=150)),
            (
                "organisation",
                models.CharField(blank=True, max_length=150, verbose_name="team or organisation"),
            ),
            ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="involvements",
                    to="profiles.profile",
                ),
            ),
            (
                "role",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.involvementrole",
                ),
            ),
        ],
        options={
            "verbose_name": "person involved",
            "verbose_name_plural": "people involved",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="involvement_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(("name", ""), _negated=True), name="involvement_of_somebody"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalInvolvement",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ("name", models.CharField(blank=True, max_length=150)),
            (
                "organisation",
                models.CharField(blank=True, max_length=150, verbose_name="team or organisation"),
            ),
            ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
            (
                "added_by",
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
                "user",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="colleague",
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
                    to="profiles.involvementrole",
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
            "verbose_name": "historical person involved",
            "verbose_name_plural": "historical people involved",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="KeyDateKind",
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
                "before_release",
                models.BooleanField(default=False, verbose_name="comes before a release"),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="KeyDate",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="key_dates",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.keydatekind",
                ),
            ),
            ("on", models.DateField(verbose_name="date")),
            ("note", models.CharField(blank=True, max_length=200)),
            ("is_cancelled", models.BooleanField(default=False, verbose_name="cancelled")),
        ],
        options={
            "verbose_name": "key date",
            "ordering": ["on", "pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalKeyDate",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("on", models.DateField(verbose_name="date")),
            ("note", models.CharField(blank=True, max_length=200)),
            ("is_cancelled", models.BooleanField(default=False, verbose_name="cancelled")),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.keydatekind",
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
            "verbose_name": "historical key date",
            "verbose_name_plural": "historical key dates",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Contact",
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
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="contacts",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.contactkind",
                ),
            ),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.contactoutcome",
                ),
            ),
            ("text", models.TextField(blank=True, max_length=4000, verbose_name="what happened")),
            (
                "basis",
                models.CharField(
                    choices=[("fact", "Fact"), ("opinion", "Opinion"), ("reported", "Reported")],
                    max_length=10,
                ),
            ),
            ("told_by", models.CharField(blank=True, max_length=150)),
            (
                "attitude",
                models.CharField(
                    blank=True,
                    choices=[
                        ("positive", "Positive"),
                        ("mixed", "Mixed"),
                        ("negative", "Negative"),
                        ("not_seen", "Not seen"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "response",
                models.CharField(
                    blank=True, max_length=500, verbose_name="response to interventions"
                ),
            ),
            ("anxieties", models.CharField(blank=True, max_length=500)),
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
                    models.F("profile"),
                    models.OrderBy(models.F("happened_on"), descending=True),
                    models.OrderBy(models.F("happened_at_time"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("id"), descending=True),
                    name="contact_of_profile_by_time",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("basis", "reported"), _negated=True),
                        models.Q(("told_by", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="contact_reported_by_someone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("text", ""), _negated=True),
                        ("outcome__isnull", False),
                        _connector="OR",
                    ),
                    name="contact_says_something",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalContact",
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
            ("text", models.TextField(blank=True, max_length=4000, verbose_name="what happened")),
            (
                "basis",
                models.CharField(
                    choices=[("fact", "Fact"), ("opinion", "Opinion"), ("reported", "Reported")],
                    max_length=10,
                ),
            ),
            ("told_by", models.CharField(blank=True, max_length=150)),
            (
                "attitude",
                models.CharField(
                    blank=True,
                    choices=[
                        ("positive", "Positive"),
                        ("mixed", "Mixed"),
                        ("negative", "Negative"),
                        ("not_seen", "Not seen"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "response",
                models.CharField(
                    blank=True, max_length=500, verbose_name="response to interventions"
                ),
            ),
            ("anxieties", models.CharField(blank=True, max_length=500)),
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.contactkind",
                ),
            ),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.contactoutcome",
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
            "verbose_name": "historical contact",
            "verbose_name_plural": "historical contacts",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Amendment",
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
                "contact",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="amendments",
                    to="profiles.contact",
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
        name="HistoricalAmendment",
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
                "contact",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.contact",
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
            "verbose_name": "historical amendment",
            "verbose_name_plural": "historical amendments",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="FollowUp",
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
                "contact",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="follow_up",
                    to="profiles.contact",
                ),
            ),
            ("what", models.CharField(max_length=200, verbose_name="what is to follow")),
            ("due_on", models.DateField(verbose_name="by when")),
            ("done_at", models.DateTimeField(editable=False, null=True)),
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
            ("done_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("done_by_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "done_word",
                models.CharField(blank=True, max_length=500, verbose_name="what came of it"),
            ),
        ],
        options={
            "ordering": ["due_on", "pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("done_at", None), ("done_by", None), ("done_word", "")),
                        models.Q(
                            ("done_at__isnull", False),
                            ("done_by__isnull", False),
                            ("done_word__gt", ""),
                        ),
                        _connector="OR",
                    ),
                    name="follow_up_done_by_someone",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalFollowUp",
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
            ("what", models.CharField(max_length=200, verbose_name="what is to follow")),
            ("due_on", models.DateField(verbose_name="by when")),
            ("done_at", models.DateTimeField(editable=False, null=True)),
            ("done_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("done_by_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "done_word",
                models.CharField(blank=True, max_length=500, verbose_name="what came of it"),
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
                "contact",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.contact",
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
            "verbose_name": "historical follow up",
            "verbose_name_plural": "historical follow ups",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Report",
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
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="records.formkind",
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("waiting", "Waiting for approval"),
                        ("submitted", "Submitted"),
                    ],
                    default="draft",
                    editable=False,
                    max_length=10,
                ),
            ),
            ("submitted_at", models.DateTimeField(editable=False, null=True)),
            (
                "submitted_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("submitted_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("approved_at", models.DateTimeField(editable=False, null=True)),
            (
                "approved_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("approved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("returned_at", models.DateTimeField(editable=False, null=True)),
            (
                "returned_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("returned_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("returned_because", models.CharField(blank=True, editable=False, max_length=1000)),
            ("content", models.JSONField(default=list, editable=False)),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="reports",
                    to="profiles.profile",
                ),
            ),
            ("discarded_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(fields=["profile", "-id"], name="report_of_profile"),
                models.Index(
                    condition=models.Q(("state", "draft")),
                    fields=["written_by_team"],
                    name="report_drafts_of_team",
                ),
                models.Index(
                    condition=models.Q(("state", "waiting")),
                    fields=["written_by_team"],
                    name="report_waiting_of_team",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("state", "draft"), ("submitted_at", None), ("submitted_by", None)
                        ),
                        models.Q(
                            ("state__in", ["waiting", "submitted"]),
                            ("submitted_at__isnull", False),
                            ("submitted_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="report_submitted_by_someone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("approved_at", None), ("approved_by", None)),
                        models.Q(
                            ("approved_at__isnull", False),
                            ("approved_by__isnull", False),
                            ("state", "submitted"),
                            models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="report_approved_by_another",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("returned_at", None), ("returned_by", None)),
                        models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="report_returned_by_someone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("discarded_at", None), ("state", "draft"), _connector="OR"
                    ),
                    name="report_discarded_draft",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalReport",
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
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("waiting", "Waiting for approval"),
                        ("submitted", "Submitted"),
                    ],
                    default="draft",
                    editable=False,
                    max_length=10,
                ),
            ),
            ("submitted_at", models.DateTimeField(editable=False, null=True)),
            ("submitted_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("approved_at", models.DateTimeField(editable=False, null=True)),
            ("approved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("returned_at", models.DateTimeField(editable=False, null=True)),
            ("returned_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("returned_because", models.CharField(blank=True, editable=False, max_length=1000)),
            ("content", models.JSONField(default=list, editable=False)),
            ("discarded_at", models.DateTimeField(editable=False, null=True)),
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
                "kind",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="records.formkind",
                ),
            ),
            (
                "submitted_by",
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
                "approved_by",
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
                "returned_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
            "verbose_name": "historical report",
            "verbose_name_plural": "historical reports",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ReportSection",
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
                    related_name="+",
                    to="records.formsection",
                ),
            ),
            ("answers", models.JSONField(default=dict)),
            ("proposed", models.JSONField(default=dict)),
            (
                "report",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="parts",
                    to="profiles.report",
                ),
            ),
        ],
        options={
            "verbose_name": "section of a report",
            "verbose_name_plural": "sections of reports",
            "ordering": ["section__position", "section__pk"],
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(fields=("report", "section"), name="report_section_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalReportSection",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("answers", models.JSONField(default=dict)),
            ("proposed", models.JSONField(default=dict)),
            (
                "section",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="records.formsection",
                ),
            ),
            (
                "report",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.report",
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
            "verbose_name": "historical section of a report",
            "verbose_name_plural": "historical sections of reports",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ReportAddition",
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
                "report",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="additions",
                    to="profiles.report",
                ),
            ),
            ("text", models.TextField(max_length=4000)),
        ],
        options={
            "verbose_name": "addition to a report",
            "verbose_name_plural": "additions to reports",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalReportAddition",
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
            ("text", models.TextField(max_length=4000)),
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
                "report",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.report",
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
            "verbose_name": "historical addition to a report",
            "verbose_name_plural": "historical additions to reports",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Pathway",
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
        name="NeedStatus",
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
            ("step", models.PositiveSmallIntegerField(default=0, verbose_name="step on the way")),
            ("ends_need", models.BooleanField(default=False, verbose_name="ends the need")),
            (
                "colour",
                models.CharField(
                    choices=[
                        ("red", "Red"),
                        ("orange", "Orange"),
                        ("blue", "Blue"),
                        ("green", "Green"),
                        ("grey", "Grey"),
                    ],
                    default="grey",
                    max_length=10,
                ),
            ),
        ],
        options={
            "verbose_name_plural": "statuses of needs",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Need",
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
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="needs",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[("anxiety", "Anxiety"), ("need", "Need")],
                    default="anxiety",
                    max_length=10,
                ),
            ),
            (
                "pathway",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.pathway",
                ),
            ),
            (
                "status",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.needstatus",
                ),
            ),
            ("text", models.CharField(max_length=500, verbose_name="what it is")),
            (
                "team",
                models.ForeignKey(
                    blank=True,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="team responsible",
                ),
            ),
            (
                "contact",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="needs",
                    to="profiles.contact",
                ),
            ),
            (
                "report",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="needs",
                    to="profiles.report",
                ),
            ),
            ("picked_up_at", models.DateTimeField(editable=False, null=True)),
            (
                "picked_up_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("picked_up_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "picked_up_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("picked_up_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("resolved_at", models.DateTimeField(editable=False, null=True)),
            (
                "resolved_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("resolved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "resolved_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("resolved_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "resolution",
                models.TextField(blank=True, max_length=1000, verbose_name="how it was resolved"),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(fields=["profile", "-id"], name="need_of_profile"),
                models.Index(
                    condition=models.Q(("resolved_at", None)),
                    fields=["picked_up_team"],
                    name="need_open_picked_up",
                ),
                models.Index(
                    condition=models.Q(("picked_up_at", None), ("resolved_at", None)),
                    fields=["team"],
                    name="need_waiting_for_team",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("picked_up_at", None),
                            ("picked_up_by", None),
                            ("picked_up_team", None),
                        ),
                        models.Q(
                            ("picked_up_at__isnull", False),
                            ("picked_up_by__isnull", False),
                            ("picked_up_team__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="need_picked_up_by_someone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("resolution", ""),
                            ("resolved_at", None),
                            ("resolved_by", None),
                            ("resolved_team", None),
                        ),
                        models.Q(
                            ("resolution__gt", ""),
                            ("resolved_at__isnull", False),
                            ("resolved_by__isnull", False),
                            ("resolved_team__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="need_resolved_by_someone",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalNeed",
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
            (
                "kind",
                models.CharField(
                    choices=[("anxiety", "Anxiety"), ("need", "Need")],
                    default="anxiety",
                    max_length=10,
                ),
            ),
            ("text", models.CharField(max_length=500, verbose_name="what it is")),
            ("picked_up_at", models.DateTimeField(editable=False, null=True)),
            ("picked_up_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("picked_up_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("resolved_at", models.DateTimeField(editable=False, null=True)),
            ("resolved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("resolved_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "resolution",
                models.TextField(blank=True, max_length=1000, verbose_name="how it was resolved"),
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
                ),
            ),
            (
                "pathway",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.pathway",
                ),
            ),
            (
                "status",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.needstatus",
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="team responsible",
                ),
            ),
            (
                "contact",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.contact",
                ),
            ),
            (
                "report",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.report",
                ),
            ),
            (
                "picked_up_by",
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
                "picked_up_team",
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
                "resolved_by",
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
                "resolved_team",
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
            "verbose_name": "historical need",
            "verbose_name_plural": "historical needs",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="NeedStep",
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
                "need",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="steps",
                    to="profiles.need",
                ),
            ),
            (
                "what",
                models.CharField(
                    choices=[
                        ("raised", "Raised"),
                        ("picked_up", "Picked up"),
                        ("taken_over", "Taken over"),
                        ("handed_on", "Handed on"),
                        ("step", "Step"),
                        ("resolved", "Resolved"),
                        ("reopened", "Reopened"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "status",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.needstatus",
                ),
            ),
            ("text", models.TextField(blank=True, max_length=1000, verbose_name="what was done")),
        ],
        options={
            "verbose_name": "step of a need",
            "verbose_name_plural": "steps of needs",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalNeedStep",
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
            (
                "what",
                models.CharField(
                    choices=[
                        ("raised", "Raised"),
                        ("picked_up", "Picked up"),
                        ("taken_over", "Taken over"),
                        ("handed_on", "Handed on"),
                        ("step", "Step"),
                        ("resolved", "Resolved"),
                        ("reopened", "Reopened"),
                    ],
                    max_length=12,
                ),
            ),
            ("text", models.TextField(blank=True, max_length=1000, verbose_name="what was done")),
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
                "need",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.need",
                ),
            ),
            (
                "status",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.needstatus",
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
            "verbose_name": "historical step of a need",
            "verbose_name_plural": "historical steps of needs",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="CohortKind",
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
        name="Cohort",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="cohorts",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.cohortkind",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="selected on")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="de-selected on")),
            ("reason", models.CharField(max_length=300, verbose_name="reason for selection")),
            (
                "why_ended",
                models.CharField(
                    blank=True, max_length=300, verbose_name="reason for de-selection"
                ),
            ),
        ],
        options={
            "ordering": ["-starts_on", "-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    condition=models.Q(("ends_on", None)),
                    fields=["kind", "profile"],
                    name="cohort_kind",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="cohort_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ends_on", None)),
                    fields=("profile",),
                    include=("kind",),
                    name="cohort_one_at_a_time",
                    violation_error_message="This person is in a cohort already. End that one first.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCohort",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("starts_on", models.DateField(verbose_name="selected on")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="de-selected on")),
            ("reason", models.CharField(max_length=300, verbose_name="reason for selection")),
            (
                "why_ended",
                models.CharField(
                    blank=True, max_length=300, verbose_name="reason for de-selection"
                ),
            ),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.cohortkind",
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
            "verbose_name": "historical cohort",
            "verbose_name_plural": "historical cohorts",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ProgrammeKind",
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
        name="ProgrammeOutcome",
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
        name="Programme",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "added_by",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="programmes",
                    to="profiles.profile",
                ),
            ),
            (
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.programmekind",
                ),
            ),
            ("name", models.CharField(max_length=150)),
            ("provider", models.CharField(blank=True, max_length=150)),
            (
                "pathway",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.pathway",
                ),
            ),
            ("identified_on", models.DateField()),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="started on")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.programmeoutcome",
                ),
            ),
        ],
        options={
            "ordering": ["-identified_on", "-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("starts_on", None),
                        ("ends_on", None),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="programme_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("outcome", None), ("ends_on__isnull", False), _connector="OR"
                    ),
                    name="programme_outcome_at_its_end",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalProgramme",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "added_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("name", models.CharField(max_length=150)),
            ("provider", models.CharField(blank=True, max_length=150)),
            ("identified_on", models.DateField()),
            ("starts_on", models.DateField(blank=True, null=True, verbose_name="started on")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
            (
                "added_by",
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
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
                    to="profiles.programmekind",
                ),
            ),
            (
                "pathway",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.pathway",
                ),
            ),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.programmeoutcome",
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
            "verbose_name": "historical programme",
            "verbose_name_plural": "historical programmes",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="RiskLevel",
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
                "badge",
                models.CharField(
                    choices=[
                        ("veryhigh", "Very high"),
                        ("high", "High"),
                        ("medium", "Medium"),
                        ("low", "Low"),
                    ],
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
        name="RiskAssessment",
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
                "profile",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="risk_assessments",
                    to="profiles.profile",
                ),
            ),
            (
                "level",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.risklevel",
                ),
            ),
            ("of_what", models.CharField(max_length=100, verbose_name="risk of what")),
            ("rationale", models.TextField(max_length=2000, verbose_name="why")),
            ("assessed_on", models.DateField()),
            ("review_on", models.DateField(blank=True, null=True)),
            ("is_latest", models.BooleanField(db_default=True, editable=False)),
        ],
        options={
            "ordering": ["-assessed_on", "-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [
                models.Index(fields=["profile", "-assessed_on", "-id"], name="risk_of_profile"),
                models.Index(
                    condition=models.Q(("is_latest", True)),
                    fields=["level", "profile"],
                    name="risk_latest",
                ),
                models.Index(
                    condition=models.Q(("is_latest", True), ("review_on__isnull", False)),
                    fields=["review_on", "profile"],
                    name="risk_review",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalRiskAssessment",
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
            ("of_what", models.CharField(max_length=100, verbose_name="risk of what")),
            ("rationale", models.TextField(max_length=2000, verbose_name="why")),
            ("assessed_on", models.DateField()),
            ("review_on", models.DateField(blank=True, null=True)),
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
                "profile",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.profile",
                ),
            ),
            (
                "level",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="profiles.risklevel",
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
            "verbose_name": "historical risk assessment",
            "verbose_name_plural": "historical risk assessments",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="SavedView",
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
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("kind", models.CharField(default="profiles:list", editable=False, max_length=50)),
            ("name", models.CharField(max_length=60)),
            ("query", models.CharField(editable=False, max_length=2000)),
            (
                "saved_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
        ],
        options={
            "ordering": ["name", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    models.F("user"),
                    models.F("kind"),
                    django.db.models.functions.text.Lower("name"),
                    name="saved_view_named_once",
                )
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("profiles", "0001_initial"),
        ("profiles", "0007_role_index"),
        ("profiles", "0008_indexes_of_holds"),
        ("profiles", "0014_entries"),
        ("profiles", "0015_saved_views_of_lists"),
        ("profiles", "0018_as_typed"),
        ("profiles", "0020_reports"),
        ("profiles", "0022_reports_approved"),
        ("profiles", "0024_due_reports"),
        ("profiles", "0025_risk_reviews"),
        ("profiles", "0026_documents"),
        ("profiles", "0028_prefilled_answers"),
        ("profiles", "0029_discarded_reports"),
    ]
    dependencies = [
        ("access", "0001_schema"),
        ("documents", "0001_initial"),
        ("profiles", "0001_functions"),
    ]
    operations = [CreateModels(MODELS)]
