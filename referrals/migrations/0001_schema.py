"""Restorative justice: interventions, parties, referrals, panels and terms."""

import core.tidy
import django.contrib.postgres.indexes
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
        name="Arrangement",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "area",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.area",
                ),
            ),
            (
                "champions",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="team of RJ champions",
                ),
            ),
            (
                "coordinators",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="team of the NRP coordinator",
                ),
            ),
            (
                "champion_is_required",
                models.BooleanField(
                    default=False,
                    verbose_name="an RJ champion must advise before a referral is submitted",
                ),
            ),
            (
                "answer_within",
                models.PositiveSmallIntegerField(
                    default=5, verbose_name="days to answer a referral"
                ),
            ),
            (
                "advice",
                models.CharField(
                    blank=True,
                    max_length=200,
                    verbose_name="said at the end of every answer of the register",
                ),
            ),
        ],
        options={
            "ordering": ["area__name"],
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="RjLevel",
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
            ("number", models.PositiveSmallIntegerField(default=1)),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="RjOffence",
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
                "needs_champion",
                models.BooleanField(
                    default=False, verbose_name="needs the advice of an RJ champion"
                ),
            ),
        ],
        options={
            "verbose_name": "kind of offence or incident",
            "verbose_name_plural": "kinds of offences and incidents",
            "ordering": ["position", "name"],
            "abstract": False,
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="RjMethod",
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
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="PartyRole",
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
                "side",
                models.CharField(
                    choices=[
                        ("responsible", "Responsible"),
                        ("harmed", "Harmed"),
                        ("beside", "Neither"),
                    ],
                    default="beside",
                    max_length=12,
                ),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="ConsentMethod",
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
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="Satisfaction",
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
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="PanelOutcome",
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
            ("took_place", models.BooleanField(default=True)),
            (
                "is_agreement",
                models.BooleanField(default=False, verbose_name="an agreement was made"),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="HistoricalIntervention",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("reference", models.CharField(db_index=True, editable=False, max_length=20)),
            ("recorded_by_name", models.CharField(editable=False, max_length=150)),
            (
                "recorded_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("registered_at", models.DateTimeField(editable=False, null=True)),
            (
                "number",
                models.CharField(
                    blank=True, max_length=40, verbose_name="crime or incident number"
                ),
            ),
            ("happened_on", models.DateField(verbose_name="date of the offence or incident")),
            ("place", models.CharField(blank=True, max_length=200)),
            (
                "summary",
                models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
            ),
            (
                "admission",
                models.CharField(
                    choices=[
                        ("admitted", "Admitted"),
                        ("denied", "Not admitted"),
                        ("unknown", "Not asked yet"),
                    ],
                    default="unknown",
                    max_length=10,
                    verbose_name="responsibility",
                ),
            ),
            ("officer_name", models.CharField(max_length=150, verbose_name="officer")),
            (
                "officer_phone",
                models.CharField(blank=True, max_length=40, verbose_name="officer’s phone"),
            ),
            ("facilitator", models.CharField(blank=True, max_length=150)),
            (
                "champion_name",
                models.CharField(blank=True, max_length=150, verbose_name="RJ champion consulted"),
            ),
            ("champion_on", models.DateField(blank=True, null=True, verbose_name="consulted on")),
            (
                "champion_advice",
                models.CharField(blank=True, max_length=500, verbose_name="advice"),
            ),
            (
                "is_community_resolution",
                models.BooleanField(default=False, verbose_name="community resolution"),
            ),
            (
                "agreement",
                models.CharField(
                    choices=[
                        ("none", "No agreement"),
                        ("active", "Being kept"),
                        ("kept", "Kept"),
                        ("broken", "Broken"),
                        ("withdrawn", "Withdrawn"),
                    ],
                    default="none",
                    max_length=10,
                ),
            ),
            ("agreed_on", models.DateField(blank=True, null=True)),
            ("ended_on", models.DateField(blank=True, null=True)),
            ("outcome", models.CharField(blank=True, max_length=500)),
            (
                "area",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.area",
                ),
            ),
            (
                "team",
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
                "recorded_by",
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
                "level",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.rjlevel",
                ),
            ),
            (
                "offence",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.rjoffence",
                    verbose_name="offence or incident",
                ),
            ),
            (
                "method",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.rjmethod",
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
            "verbose_name": "historical RJ intervention",
            "verbose_name_plural": "historical RJ interventions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Intervention",
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
                "area",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.area",
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
            (
                "recorded_by",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("recorded_by_name", models.CharField(editable=False, max_length=150)),
            (
                "recorded_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("registered_at", models.DateTimeField(editable=False, null=True)),
            (
                "level",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.rjlevel",
                ),
            ),
            (
                "offence",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.rjoffence",
                    verbose_name="offence or incident",
                ),
            ),
            (
                "number",
                models.CharField(
                    blank=True, max_length=40, verbose_name="crime or incident number"
                ),
            ),
            ("happened_on", models.DateField(verbose_name="date of the offence or incident")),
            ("place", models.CharField(blank=True, max_length=200)),
            (
                "summary",
                models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
            ),
            (
                "method",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.rjmethod",
                ),
            ),
            (
                "admission",
                models.CharField(
                    choices=[
                        ("admitted", "Admitted"),
                        ("denied", "Not admitted"),
                        ("unknown", "Not asked yet"),
                    ],
                    default="unknown",
                    max_length=10,
                    verbose_name="responsibility",
                ),
            ),
            ("officer_name", models.CharField(max_length=150, verbose_name="officer")),
            (
                "officer_phone",
                models.CharField(blank=True, max_length=40, verbose_name="officer’s phone"),
            ),
            ("facilitator", models.CharField(blank=True, max_length=150)),
            (
                "champion_name",
                models.CharField(blank=True, max_length=150, verbose_name="RJ champion consulted"),
            ),
            ("champion_on", models.DateField(blank=True, null=True, verbose_name="consulted on")),
            (
                "champion_advice",
                models.CharField(blank=True, max_length=500, verbose_name="advice"),
            ),
            (
                "is_community_resolution",
                models.BooleanField(default=False, verbose_name="community resolution"),
            ),
            (
                "agreement",
                models.CharField(
                    choices=[
                        ("none", "No agreement"),
                        ("active", "Being kept"),
                        ("kept", "Kept"),
                        ("broken", "Broken"),
                        ("withdrawn", "Withdrawn"),
                    ],
                    default="none",
                    max_length=10,
                ),
            ),
            ("agreed_on", models.DateField(blank=True, null=True)),
            ("ended_on", models.DateField(blank=True, null=True)),
            ("outcome", models.CharField(blank=True, max_length=500)),
            (
                "case",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="cases.case",
                ),
            ),
            ("search_words", models.TextField(default="", editable=False)),
        ],
        options={
            "verbose_name": "RJ intervention",
            "ordering": ["-happened_on", "-pk"],
            "base_manager_name": "objects",
            "indexes": [
                django.contrib.postgres.indexes.GinIndex(
                    models.F("area"),
                    django.contrib.postgres.indexes.OpClass("search_words", name="gin_trgm_ops"),
                    condition=models.Q(("registered_at__isnull", False)),
                    name="intervention_words",
                ),
                models.Index(
                    django.db.models.functions.text.Upper("number"),
                    condition=models.Q(("registered_at__isnull", False)),
                    name="intervention_number",
                ),
                models.Index(
                    condition=models.Q(("registered_at__isnull", False)),
                    fields=["area", "-happened_on", "-id"],
                    name="intervention_latest",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("agreement", "active"), _negated=True),
                        ("agreed_on__isnull", False),
                        _connector="OR",
                    ),
                    name="intervention_agreed_on_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("agreement__in", ["kept", "broken", "withdrawn"]), _negated=True
                        ),
                        ("ended_on__isnull", False),
                        _connector="OR",
                    ),
                    name="intervention_ended_on_a_day",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalParty",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            (
                "forenames",
                models.CharField(
                    blank=True,
                    max_length=110,
                    validators=[core.tidy.is_name],
                    verbose_name="first names",
                ),
            ),
            ("surname", models.CharField(max_length=80, validators=[core.tidy.is_name])),
            ("also_known_as", models.CharField(blank=True, max_length=200)),
            ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            ("address", models.CharField(blank=True, max_length=200)),
            ("phone", models.CharField(blank=True, max_length=40)),
            (
                "consented_on",
                models.DateField(blank=True, null=True, verbose_name="agreed to take part on"),
            ),
            ("withdrew_on", models.DateField(blank=True, null=True, verbose_name="withdrew on")),
            ("withdrew_because", models.CharField(blank=True, max_length=300, verbose_name="why")),
            ("satisfaction_words", models.CharField(blank=True, max_length=500)),
            (
                "intervention",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.intervention",
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
                    verbose_name="record on E-CINS",
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
                    to="referrals.partyrole",
                ),
            ),
            (
                "consent_method",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.consentmethod",
                ),
            ),
            (
                "satisfaction",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.satisfaction",
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
            "verbose_name": "historical party",
            "verbose_name_plural": "historical parties",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Party",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "intervention",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="parties",
                    to="referrals.intervention",
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="profiles.profile",
                    verbose_name="record on E-CINS",
                ),
            ),
            (
                "role",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.partyrole",
                ),
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
            ("surname", models.CharField(max_length=80, validators=[core.tidy.is_name])),
            ("also_known_as", models.CharField(blank=True, max_length=200)),
            ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            ("address", models.CharField(blank=True, max_length=200)),
            ("phone", models.CharField(blank=True, max_length=40)),
            (
                "consented_on",
                models.DateField(blank=True, null=True, verbose_name="agreed to take part on"),
            ),
            (
                "consent_method",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.consentmethod",
                ),
            ),
            ("withdrew_on", models.DateField(blank=True, null=True, verbose_name="withdrew on")),
            ("withdrew_because", models.CharField(blank=True, max_length=300, verbose_name="why")),
            (
                "satisfaction",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.satisfaction",
                ),
            ),
            ("satisfaction_words", models.CharField(blank=True, max_length=500)),
            (
                "area",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.area",
                ),
            ),
            ("is_registered", models.BooleanField(default=False, editable=False)),
            ("happened_on", models.DateField(editable=False)),
            ("sort_name", models.CharField(editable=False, max_length=200)),
            ("search_names", models.TextField(editable=False)),
            ("search_address", models.TextField(default="", editable=False)),
            ("digits", models.CharField(default="", editable=False, max_length=40)),
        ],
        options={
            "verbose_name_plural": "parties",
            "ordering": ["role__position", "pk"],
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    condition=models.Q(("is_registered", True)),
                    fields=["area", "sort_name"],
                    name="party_sort_name",
                    opclasses=["int8_ops", "text_pattern_ops"],
                ),
                models.Index(
                    condition=models.Q(("is_registered", True)),
                    fields=["area", "born_on"],
                    name="party_born_on",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("area"),
                    django.contrib.postgres.indexes.OpClass("search_names", name="gin_trgm_ops"),
                    condition=models.Q(("is_registered", True)),
                    name="party_names",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("area"),
                    django.contrib.postgres.indexes.OpClass("search_address", name="gin_trgm_ops"),
                    condition=models.Q(("is_registered", True)),
                    name="party_address",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    models.F("area"),
                    django.contrib.postgres.indexes.OpClass("digits", name="gin_trgm_ops"),
                    condition=models.Q(("is_registered", True)),
                    name="party_digits",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("profile__isnull", False)),
                    fields=("intervention", "profile"),
                    name="party_once",
                    violation_error_message="This person takes part in it already.",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("consent_method", None), ("consented_on", None)),
                        models.Q(
                            ("consent_method__isnull", False), ("consented_on__isnull", False)
                        ),
                        _connector="OR",
                    ),
                    name="party_consented_somehow",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("withdrew_on", None),
                        models.Q(
                            ("consented_on__isnull", False),
                            ("withdrew_on__gte", models.F("consented_on")),
                        ),
                        _connector="OR",
                    ),
                    name="party_withdrew_what_they_gave",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalTerm",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("text", models.CharField(max_length=300, verbose_name="what was agreed")),
            ("due_on", models.DateField(verbose_name="by when")),
            (
                "state",
                models.CharField(
                    choices=[("open", "To do"), ("done", "Done"), ("not_done", "Not done")],
                    default="open",
                    max_length=10,
                ),
            ),
            ("settled_on", models.DateField(blank=True, null=True)),
            (
                "evidence",
                models.CharField(blank=True, max_length=500, verbose_name="how it is known"),
            ),
            (
                "victim_told_on",
                models.DateField(blank=True, null=True, verbose_name="person harmed told on"),
            ),
            (
                "intervention",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.intervention",
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
            "verbose_name": "historical term of an agreement",
            "verbose_name_plural": "historical terms of agreements",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Term",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "intervention",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="terms",
                    to="referrals.intervention",
                ),
            ),
            ("text", models.CharField(max_length=300, verbose_name="what was agreed")),
            ("due_on", models.DateField(verbose_name="by when")),
            (
                "state",
                models.CharField(
                    choices=[("open", "To do"), ("done", "Done"), ("not_done", "Not done")],
                    default="open",
                    max_length=10,
                ),
            ),
            ("settled_on", models.DateField(blank=True, null=True)),
            (
                "evidence",
                models.CharField(blank=True, max_length=500, verbose_name="how it is known"),
            ),
            (
                "victim_told_on",
                models.DateField(blank=True, null=True, verbose_name="person harmed told on"),
            ),
        ],
        options={
            "verbose_name": "term of an agreement",
            "verbose_name_plural": "terms of agreements",
            "ordering": ["due_on", "pk"],
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "open")), fields=["due_on"], name="term_open_due"
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("settled_on", None), ("state", "open")),
                        models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("settled_on__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="term_settled_on_a_day",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalReferral",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("reference", models.CharField(db_index=True, editable=False, max_length=20)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("submitted", "Waiting for an answer"),
                        ("asked", "More information asked"),
                        ("preparation", "Preparation"),
                        ("panel", "Panel held"),
                        ("agreement", "Agreement active"),
                        ("completed", "Agreement kept"),
                        ("broken", "Agreement broken"),
                        ("withdrawn", "Withdrawn"),
                        ("declined", "Declined"),
                        ("closed", "Closed"),
                    ],
                    default="draft",
                    editable=False,
                    max_length=12,
                ),
            ),
            ("author_name", models.CharField(editable=False, max_length=150)),
            (
                "started_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("submitted_at", models.DateTimeField(editable=False, null=True)),
            (
                "moved_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("moved_by_name", models.CharField(editable=False, max_length=150)),
            (
                "intervention",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.intervention",
                ),
            ),
            (
                "author",
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
                "author_team",
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
                "to_team",
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
                "moved_by_team",
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
            "verbose_name": "historical referral",
            "verbose_name_plural": "historical referrals",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Referral",
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
                "intervention",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="referral",
                    to="referrals.intervention",
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("submitted", "Waiting for an answer"),
                        ("asked", "More information asked"),
                        ("preparation", "Preparation"),
                        ("panel", "Panel held"),
                        ("agreement", "Agreement active"),
                        ("completed", "Agreement kept"),
                        ("broken", "Agreement broken"),
                        ("withdrawn", "Withdrawn"),
                        ("declined", "Declined"),
                        ("closed", "Closed"),
                    ],
                    default="draft",
                    editable=False,
                    max_length=12,
                ),
            ),
            (
                "author",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("author_name", models.CharField(editable=False, max_length=150)),
            (
                "author_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "started_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "to_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("submitted_at", models.DateTimeField(editable=False, null=True)),
            (
                "moved_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("moved_by_name", models.CharField(editable=False, max_length=150)),
            (
                "moved_by_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    fields=["author_team", "-moved_at", "-id"], name="referral_of_author"
                ),
                models.Index(fields=["to_team", "-moved_at", "-id"], name="referral_of_receiver"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("submitted_at", None), ("to_team", None)),
                        models.Q(("submitted_at__isnull", False), ("to_team__isnull", False)),
                        _connector="OR",
                    ),
                    name="referral_submitted_to_a_team",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["draft", "withdrawn"]),
                        ("to_team__isnull", False),
                        _connector="OR",
                    ),
                    name="referral_with_a_team",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ReferralStep",
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
                "referral",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="steps",
                    to="referrals.referral",
                ),
            ),
            (
                "what",
                models.CharField(
                    choices=[
                        ("started", "Started"),
                        ("consulted", "Asked an RJ champion"),
                        ("advised", "RJ champion advised"),
                        ("submitted", "Submitted"),
                        ("asked", "Asked for more information"),
                        ("answered", "Gave more information"),
                        ("accepted", "Accepted"),
                        ("declined", "Declined"),
                        ("planned", "Planned a panel"),
                        ("held", "Recorded a panel"),
                        ("agreed", "Recorded the agreement"),
                        ("term", "Recorded a term"),
                        ("consent", "Consent withdrawn"),
                        ("completed", "Agreement kept"),
                        ("broken", "Agreement broken"),
                        ("withdrawn", "Withdrawn"),
                        ("closed", "Closed"),
                    ],
                    max_length=12,
                ),
            ),
            ("text", models.TextField(blank=True, max_length=2000)),
        ],
        options={
            "verbose_name": "step of a referral",
            "verbose_name_plural": "steps of referrals",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [],
            "constraints": [],
        },
    ),
    migrations.CreateModel(
        name="Consultation",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "referral",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="consultations",
                    to="referrals.referral",
                ),
            ),
            (
                "champion",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("champion_name", models.CharField(editable=False, max_length=150)),
            (
                "team",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    db_index=False,
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
            (
                "question",
                models.CharField(
                    blank=True, max_length=1000, verbose_name="what you want to discuss"
                ),
            ),
            ("is_suitable", models.BooleanField(null=True)),
            ("advice", models.CharField(blank=True, max_length=1000)),
            ("advised_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "ordering": ["-pk"],
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("advised_at", None), ("is_suitable", None)),
                        models.Q(("advised_at__isnull", False), ("is_suitable__isnull", False)),
                        _connector="OR",
                    ),
                    name="consultation_advised_at",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("advised_at", None)),
                    fields=("referral",),
                    name="consultation_one_at_a_time",
                ),
            ],
            "indexes": [],
        },
    ),
    migrations.CreateModel(
        name="HistoricalReferralForm",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
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
            ("submitted_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("approved_at", models.DateTimeField(editable=False, null=True)),
            ("approved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("returned_at", models.DateTimeField(editable=False, null=True)),
            ("returned_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            ("returned_because", models.CharField(blank=True, editable=False, max_length=1000)),
            ("content", models.JSONField(default=list, editable=False)),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
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
                "referral",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.referral",
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
            "verbose_name": "historical referral form",
            "verbose_name_plural": "historical referral forms",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ReferralForm",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "referral",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="form",
                    to="referrals.referral",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "base_manager_name": "objects",
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
                    name="referralform_submitted_by_someone",
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
                    name="referralform_approved_by_another",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("returned_at", None), ("returned_by", None)),
                        models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="referralform_returned_by_someone",
                ),
            ],
            "indexes": [],
        },
    ),
    migrations.CreateModel(
        name="HistoricalReferralFormPart",
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
                "form",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.referralform",
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
            "verbose_name": "historical section of a referral form",
            "verbose_name_plural": "historical sections of referral forms",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ReferralFormPart",
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
                "form",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="parts",
                    to="referrals.referralform",
                ),
            ),
        ],
        options={
            "verbose_name": "section of a referral form",
            "verbose_name_plural": "sections of referral forms",
            "ordering": ["section__position", "section__pk"],
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(fields=("form", "section"), name="referral_section_once")
            ],
            "indexes": [],
        },
    ),
    migrations.CreateModel(
        name="HistoricalPanel",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("held_on", models.DateField(verbose_name="date")),
            ("held_at_time", models.TimeField(blank=True, null=True, verbose_name="time")),
            ("venue", models.CharField(max_length=200)),
            ("facilitator", models.CharField(max_length=150)),
            (
                "co_facilitator",
                models.CharField(blank=True, max_length=150, verbose_name="co-facilitator"),
            ),
            (
                "others_came",
                models.CharField(blank=True, max_length=300, verbose_name="who else came"),
            ),
            (
                "words",
                models.TextField(
                    blank=True, max_length=2000, verbose_name="what was said and decided"
                ),
            ),
            ("cancelled_because", models.CharField(blank=True, editable=False, max_length=300)),
            (
                "referral",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.referral",
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
                    to="referrals.paneloutcome",
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
            "verbose_name": "historical panel",
            "verbose_name_plural": "historical panels",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalPanel_came",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            (
                "panel",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_tablespace="",
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.panel",
                ),
            ),
            (
                "party",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_tablespace="",
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="referrals.party",
                ),
            ),
            (
                "history",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    to="referrals.historicalpanel",
                ),
            ),
            ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
        ],
        options={
            "verbose_name": "HistoricalPanel_came",
            "indexes": [],
            "constraints": [],
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Panel",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "referral",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="panels",
                    to="referrals.referral",
                ),
            ),
            ("held_on", models.DateField(verbose_name="date")),
            ("held_at_time", models.TimeField(blank=True, null=True, verbose_name="time")),
            ("venue", models.CharField(max_length=200)),
            ("facilitator", models.CharField(max_length=150)),
            (
                "co_facilitator",
                models.CharField(blank=True, max_length=150, verbose_name="co-facilitator"),
            ),
            (
                "others_came",
                models.CharField(blank=True, max_length=300, verbose_name="who else came"),
            ),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="referrals.paneloutcome",
                ),
            ),
            (
                "words",
                models.TextField(
                    blank=True, max_length=2000, verbose_name="what was said and decided"
                ),
            ),
            ("cancelled_because", models.CharField(blank=True, editable=False, max_length=300)),
            ("came", models.ManyToManyField(blank=True, related_name="+", to="referrals.party")),
        ],
        options={
            "ordering": ["-held_on", "-pk"],
            "base_manager_name": "objects",
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("cancelled_because", ""), ("outcome", None)),
                    fields=("referral",),
                    name="panel_one_planned",
                )
            ],
            "indexes": [],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("agencies", "0002_triggers"),
        ("cases", "0002_triggers_and_lookups"),
        ("profiles", "0004_lookups"),
        ("records", "0003_use_of_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [CreateModels(MODELS)]
