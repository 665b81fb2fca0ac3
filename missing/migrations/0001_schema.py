"""Missing people: plans, episodes, what is written in them, clocks and interviews."""

from django.conf import settings
from django.db import models
import core.tidy
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.db import migrations

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="MissingRisk",
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
            (
                "review_hours",
                models.PositiveSmallIntegerField(
                    default=24, verbose_name="hours until the risk is reviewed"
                ),
            ),
        ],
        options={
            "verbose_name": "level of risk of a missing person",
            "verbose_name_plural": "levels of risk of missing people",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Outcome",
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
                "has_prevention_interview",
                models.BooleanField(default=True, verbose_name="a prevention interview follows"),
            ),
            (
                "has_return_interview",
                models.BooleanField(
                    default=True, verbose_name="a return home interview is offered"
                ),
            ),
        ],
        options={
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Reliability",
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
            "verbose_name_plural": "reliabilities",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
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
                "assess_minutes",
                models.PositiveSmallIntegerField(
                    default=60,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="minutes until the risk is first assessed",
                ),
            ),
            (
                "acknowledge_minutes",
                models.PositiveSmallIntegerField(
                    default=15,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="minutes until a handover is acknowledged",
                ),
            ),
            (
                "prevention_hours",
                models.PositiveSmallIntegerField(
                    default=24,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="hours until the prevention interview",
                ),
            ),
            (
                "interview_hours",
                models.PositiveSmallIntegerField(
                    default=72,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="hours until the return home interview",
                ),
            ),
            (
                "plan_review_months",
                models.PositiveSmallIntegerField(
                    default=3,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="months until a plan is reviewed",
                ),
            ),
            (
                "area",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.area",
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="missing-persons unit",
                ),
            ),
        ],
        options={
            "ordering": ["area__name"],
        },
    ),
    migrations.CreateModel(
        name="Episode",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("plan_as_at", models.BigIntegerField(editable=False, null=True)),
            ("name", models.CharField(max_length=200, validators=[core.tidy.is_name])),
            ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            (
                "lives_at",
                models.CharField(blank=True, max_length=200, verbose_name="where they live"),
            ),
            (
                "description",
                models.TextField(blank=True, max_length=2000, verbose_name="what they look like"),
            ),
            (
                "clothing",
                models.TextField(blank=True, max_length=1000, verbose_name="what they wear"),
            ),
            (
                "places",
                models.TextField(
                    blank=True, max_length=2000, verbose_name="places where they may be"
                ),
            ),
            (
                "friends",
                models.TextField(blank=True, max_length=2000, verbose_name="friends and family"),
            ),
            (
                "devices",
                models.TextField(blank=True, max_length=1000, verbose_name="phones and accounts"),
            ),
            (
                "medication",
                models.TextField(blank=True, max_length=2000, verbose_name="medicines and health"),
            ),
            ("last_seen_at", models.DateTimeField(verbose_name="last seen")),
            (
                "last_seen_place",
                models.CharField(max_length=200, verbose_name="where they were last seen"),
            ),
            (
                "circumstances",
                models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
            ),
            (
                "reported_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("risk_at", models.DateTimeField(editable=False, null=True)),
            (
                "located_at",
                models.DateTimeField(
                    blank=True, null=True, verbose_name="when they were found or came back"
                ),
            ),
            (
                "located_place",
                models.CharField(blank=True, max_length=200, verbose_name="where they were"),
            ),
            (
                "company",
                models.CharField(blank=True, max_length=200, verbose_name="who they were with"),
            ),
            (
                "learned",
                models.TextField(blank=True, max_length=2000, verbose_name="what was learned"),
            ),
            (
                "keeps_whereabouts",
                models.BooleanField(
                    default=False, verbose_name="they do not want it told where they are"
                ),
            ),
            (
                "area",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.area",
                ),
            ),
            (
                "case",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="episode",
                    to="cases.case",
                ),
            ),
            (
                "located_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "profile",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="missing_episodes",
                    to="profiles.profile",
                    verbose_name="person",
                ),
            ),
            (
                "risk",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="missing.missingrisk",
                ),
            ),
            (
                "outcome",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="missing.outcome",
                ),
            ),
            (
                "plan",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="missing.plan",
                ),
            ),
        ],
        options={
            "verbose_name": "missing episode",
            "ordering": ["-pk"],
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    condition=models.Q(("located_at", None)),
                    fields=["last_seen_at"],
                    name="missing_now",
                ),
                models.Index(fields=["area", "-reported_at"], name="missing_of_area"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("located_at", None), ("profile__isnull", False)),
                    fields=("profile",),
                    name="missing_once_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("located_at", None), ("located_by", None), ("outcome", None)),
                        models.Q(
                            ("located_at__isnull", False),
                            ("located_by__isnull", False),
                            ("outcome__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="missing_located_with_an_outcome",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("located_at", None),
                        ("located_at__gte", models.F("last_seen_at")),
                        _connector="OR",
                    ),
                    name="missing_located_after_last_seen",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("risk", None), ("risk_at", None)),
                        models.Q(("risk__isnull", False), ("risk_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="missing_risk_at_a_time",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalHypothesis",
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
            ("text", models.TextField(max_length=1000, verbose_name="what may have happened")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Open"),
                        ("confirmed", "Confirmed"),
                        ("ruled_out", "Ruled out"),
                    ],
                    default="open",
                    editable=False,
                    max_length=10,
                ),
            ),
            ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
            ("settled_at", models.DateTimeField(editable=False, null=True)),
            ("settled_by_name", models.CharField(blank=True, editable=False, max_length=150)),
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
                "episode",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name": "historical hypothesis",
            "verbose_name_plural": "historical hypotheses",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalInformation",
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
                "supplier",
                models.CharField(blank=True, max_length=150, verbose_name="who told you"),
            ),
            (
                "supplier_contact",
                models.CharField(blank=True, max_length=100, verbose_name="how to reach them"),
            ),
            ("obtained_at", models.DateTimeField(verbose_name="when you were told")),
            ("text", models.TextField(max_length=2000, verbose_name="what is known")),
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
                "episode",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name": "historical information",
            "verbose_name_plural": "historical information",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalInterview",
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
                    choices=[
                        ("prevention", "Prevention interview"),
                        ("return", "Return home interview"),
                    ],
                    editable=False,
                    max_length=10,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("due", "Not offered"),
                        ("offered", "Offered"),
                        ("held", "Held"),
                        ("declined", "Declined"),
                    ],
                    default="due",
                    editable=False,
                    max_length=10,
                ),
            ),
            (
                "offered_at",
                models.DateTimeField(blank=True, null=True, verbose_name="when it was offered"),
            ),
            (
                "offered_by",
                models.CharField(blank=True, max_length=150, verbose_name="who offered it"),
            ),
            (
                "ended_at",
                models.DateTimeField(
                    blank=True, null=True, verbose_name="when it was held or declined"
                ),
            ),
            (
                "ended_by",
                models.CharField(
                    blank=True, max_length=150, verbose_name="who held it, or who declined"
                ),
            ),
            (
                "words",
                models.TextField(blank=True, max_length=2000, verbose_name="what came of it"),
            ),
            (
                "carers_words",
                models.TextField(blank=True, max_length=2000, verbose_name="what the carers say"),
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
                "episode",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name": "historical interview",
            "verbose_name_plural": "historical interviews",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalMissingReport",
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
            ("reporter_name", models.CharField(max_length=150, verbose_name="who reports it")),
            ("reporter_phone", models.CharField(max_length=40, verbose_name="their telephone")),
            (
                "relationship",
                models.CharField(max_length=100, verbose_name="how they know the person"),
            ),
            ("text", models.TextField(blank=True, max_length=2000, verbose_name="what they said")),
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
                "episode",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name": "historical report that somebody is missing",
            "verbose_name_plural": "historical report that somebody is missings",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalPlan",
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
                "protocol",
                models.CharField(
                    choices=[
                        ("philomena", "Philomena protocol, for a child"),
                        ("herbert", "Herbert protocol, for an adult at risk"),
                    ],
                    max_length=10,
                ),
            ),
            ("description", models.TextField(max_length=2000, verbose_name="what they look like")),
            (
                "clothing",
                models.TextField(
                    blank=True, max_length=1000, verbose_name="what they usually wear"
                ),
            ),
            ("lives_at", models.CharField(max_length=200, verbose_name="where they live")),
            (
                "places",
                models.TextField(
                    blank=True, max_length=2000, verbose_name="places where they may go"
                ),
            ),
            (
                "friends",
                models.TextField(blank=True, max_length=2000, verbose_name="friends and family"),
            ),
            (
                "devices",
                models.TextField(blank=True, max_length=1000, verbose_name="phones and accounts"),
            ),
            (
                "medication",
                models.TextField(blank=True, max_length=2000, verbose_name="medicines and health"),
            ),
            (
                "previous",
                models.TextField(blank=True, max_length=2000, verbose_name="earlier times"),
            ),
            ("who_to_ring", models.TextField(max_length=1000, verbose_name="who to ring")),
            ("review_on", models.DateField(verbose_name="review")),
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
        ],
        options={
            "verbose_name": "historical missing plan",
            "verbose_name_plural": "historical missing plans",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Information",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "supplier",
                models.CharField(blank=True, max_length=150, verbose_name="who told you"),
            ),
            (
                "supplier_contact",
                models.CharField(blank=True, max_length=100, verbose_name="how to reach them"),
            ),
            ("obtained_at", models.DateTimeField(verbose_name="when you were told")),
            ("text", models.TextField(max_length=2000, verbose_name="what is known")),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="information",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name": "information",
            "verbose_name_plural": "information",
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="MissingReport",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("reporter_name", models.CharField(max_length=150, verbose_name="who reports it")),
            ("reporter_phone", models.CharField(max_length=40, verbose_name="their telephone")),
            (
                "relationship",
                models.CharField(max_length=100, verbose_name="how they know the person"),
            ),
            ("text", models.TextField(blank=True, max_length=2000, verbose_name="what they said")),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="reports",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name": "report that somebody is missing",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
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
            ("rationale", models.TextField(max_length=2000, verbose_name="why")),
            ("is_raised", models.BooleanField(default=False, editable=False)),
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
                "episode",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.episode",
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
                "risk",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.missingrisk",
                ),
            ),
        ],
        options={
            "verbose_name": "historical assessment of a missing person’s risk",
            "verbose_name_plural": "historical assessment of a missing person’s risks",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Plan",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "protocol",
                models.CharField(
                    choices=[
                        ("philomena", "Philomena protocol, for a child"),
                        ("herbert", "Herbert protocol, for an adult at risk"),
                    ],
                    max_length=10,
                ),
            ),
            ("description", models.TextField(max_length=2000, verbose_name="what they look like")),
            (
                "clothing",
                models.TextField(
                    blank=True, max_length=1000, verbose_name="what they usually wear"
                ),
            ),
            ("lives_at", models.CharField(max_length=200, verbose_name="where they live")),
            (
                "places",
                models.TextField(
                    blank=True, max_length=2000, verbose_name="places where they may go"
                ),
            ),
            (
                "friends",
                models.TextField(blank=True, max_length=2000, verbose_name="friends and family"),
            ),
            (
                "devices",
                models.TextField(blank=True, max_length=1000, verbose_name="phones and accounts"),
            ),
            (
                "medication",
                models.TextField(blank=True, max_length=2000, verbose_name="medicines and health"),
            ),
            (
                "previous",
                models.TextField(blank=True, max_length=2000, verbose_name="earlier times"),
            ),
            ("who_to_ring", models.TextField(max_length=1000, verbose_name="who to ring")),
            ("review_on", models.DateField(verbose_name="review")),
            (
                "profile",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="missing_plan",
                    to="profiles.profile",
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
        ],
        options={
            "verbose_name": "missing plan",
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalPlanAddition",
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
            ("text", models.TextField(max_length=2000, verbose_name="what was learned")),
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
                "plan",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.plan",
                ),
            ),
        ],
        options={
            "verbose_name": "historical plan addition",
            "verbose_name_plural": "historical plan additions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalEpisode",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("plan_as_at", models.BigIntegerField(editable=False, null=True)),
            ("name", models.CharField(max_length=200, validators=[core.tidy.is_name])),
            ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            (
                "lives_at",
                models.CharField(blank=True, max_length=200, verbose_name="where they live"),
            ),
            (
                "description",
                models.TextField(blank=True, max_length=2000, verbose_name="what they look like"),
            ),
            (
                "clothing",
                models.TextField(blank=True, max_length=1000, verbose_name="what they wear"),
            ),
            (
                "places",
                models.TextField(
                    blank=True, max_length=2000, verbose_name="places where they may be"
                ),
            ),
            (
                "friends",
                models.TextField(blank=True, max_length=2000, verbose_name="friends and family"),
            ),
            (
                "devices",
                models.TextField(blank=True, max_length=1000, verbose_name="phones and accounts"),
            ),
            (
                "medication",
                models.TextField(blank=True, max_length=2000, verbose_name="medicines and health"),
            ),
            ("last_seen_at", models.DateTimeField(verbose_name="last seen")),
            (
                "last_seen_place",
                models.CharField(max_length=200, verbose_name="where they were last seen"),
            ),
            (
                "circumstances",
                models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
            ),
            (
                "reported_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("risk_at", models.DateTimeField(editable=False, null=True)),
            (
                "located_at",
                models.DateTimeField(
                    blank=True, null=True, verbose_name="when they were found or came back"
                ),
            ),
            (
                "located_place",
                models.CharField(blank=True, max_length=200, verbose_name="where they were"),
            ),
            (
                "company",
                models.CharField(blank=True, max_length=200, verbose_name="who they were with"),
            ),
            (
                "learned",
                models.TextField(blank=True, max_length=2000, verbose_name="what was learned"),
            ),
            (
                "keeps_whereabouts",
                models.BooleanField(
                    default=False, verbose_name="they do not want it told where they are"
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
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "located_by",
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
                    verbose_name="person",
                ),
            ),
            (
                "risk",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.missingrisk",
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
                    to="missing.outcome",
                ),
            ),
            (
                "plan",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.plan",
                ),
            ),
        ],
        options={
            "verbose_name": "historical missing episode",
            "verbose_name_plural": "historical missing episodes",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="PlanAddition",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("text", models.TextField(max_length=2000, verbose_name="what was learned")),
            (
                "plan",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="additions",
                    to="missing.plan",
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
        ],
        options={
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="HistoricalSighting",
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
                "supplier",
                models.CharField(blank=True, max_length=150, verbose_name="who told you"),
            ),
            (
                "supplier_contact",
                models.CharField(blank=True, max_length=100, verbose_name="how to reach them"),
            ),
            ("obtained_at", models.DateTimeField(verbose_name="when you were told")),
            ("seen_at", models.DateTimeField(verbose_name="when they were seen")),
            ("place", models.CharField(max_length=200, verbose_name="where")),
            ("text", models.TextField(blank=True, max_length=2000, verbose_name="more about it")),
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
                "episode",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.episode",
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
                "reliability",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="missing.reliability",
                ),
            ),
        ],
        options={
            "verbose_name": "historical sighting",
            "verbose_name_plural": "historical sightings",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ReviewPeriod",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "hours",
                models.PositiveSmallIntegerField(
                    validators=[django.core.validators.MinValueValidator(1)]
                ),
            ),
            (
                "arrangement",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="review_periods",
                    to="missing.arrangement",
                ),
            ),
            (
                "risk",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="missing.missingrisk",
                ),
            ),
        ],
        options={
            "ordering": ["risk__position"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("arrangement", "risk"), name="missing_review_period"
                )
            ],
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("rationale", models.TextField(max_length=2000, verbose_name="why")),
            ("is_raised", models.BooleanField(default=False, editable=False)),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="assessments",
                    to="missing.episode",
                ),
            ),
            (
                "risk",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="missing.missingrisk",
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
        ],
        options={
            "verbose_name": "assessment of a missing person’s risk",
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("rationale", ""), _negated=True),
                    name="missing_risk_has_a_reason",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Sighting",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "supplier",
                models.CharField(blank=True, max_length=150, verbose_name="who told you"),
            ),
            (
                "supplier_contact",
                models.CharField(blank=True, max_length=100, verbose_name="how to reach them"),
            ),
            ("obtained_at", models.DateTimeField(verbose_name="when you were told")),
            ("seen_at", models.DateTimeField(verbose_name="when they were seen")),
            ("place", models.CharField(max_length=200, verbose_name="where")),
            ("text", models.TextField(blank=True, max_length=2000, verbose_name="more about it")),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="sightings",
                    to="missing.episode",
                ),
            ),
            (
                "reliability",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="missing.reliability",
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
        ],
        options={
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "indexes": [models.Index(fields=["episode", "-seen_at"], name="missing_sightings")],
        },
    ),
    migrations.CreateModel(
        name="Clock",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("assessment", "First risk assessment"),
                        ("review", "Risk review"),
                        ("prevention", "Prevention interview"),
                        ("interview", "Return home interview"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "started_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("due_at", models.DateTimeField()),
            ("stopped_at", models.DateTimeField(null=True)),
            ("is_done", models.BooleanField(default=False)),
            ("told_at", models.DateTimeField(null=True)),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="clocks",
                    to="missing.episode",
                ),
            ),
        ],
        options={
            "ordering": ["due_at", "pk"],
            "indexes": [
                models.Index(
                    condition=models.Q(("stopped_at", None), ("told_at", None)),
                    fields=["due_at"],
                    name="missing_clock_to_tell",
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("stopped_at", None)),
                    fields=("episode", "kind"),
                    name="missing_clock_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("is_done", False), ("stopped_at__isnull", False), _connector="OR"
                    ),
                    name="missing_clock_done_when_stopped",
                ),
                models.CheckConstraint(
                    condition=models.Q(("due_at__gte", models.F("started_at"))),
                    name="missing_clock_due_after_start",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Hypothesis",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            ("text", models.TextField(max_length=1000, verbose_name="what may have happened")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Open"),
                        ("confirmed", "Confirmed"),
                        ("ruled_out", "Ruled out"),
                    ],
                    default="open",
                    editable=False,
                    max_length=10,
                ),
            ),
            ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
            ("settled_at", models.DateTimeField(editable=False, null=True)),
            ("settled_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="hypotheses",
                    to="missing.episode",
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
        ],
        options={
            "verbose_name_plural": "hypotheses",
            "ordering": ["-pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("settled_at", None), ("state", "open")),
                        models.Q(
                            ("settled_at__isnull", False),
                            ("state__in", ["confirmed", "ruled_out"]),
                            models.Q(("why", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="missing_hypothesis_settled_with_reason",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Interview",
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
            ("written_by_name", models.CharField(editable=False, max_length=150)),
            ("written_by_team_name", models.CharField(editable=False, max_length=150)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("prevention", "Prevention interview"),
                        ("return", "Return home interview"),
                    ],
                    editable=False,
                    max_length=10,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("due", "Not offered"),
                        ("offered", "Offered"),
                        ("held", "Held"),
                        ("declined", "Declined"),
                    ],
                    default="due",
                    editable=False,
                    max_length=10,
                ),
            ),
            (
                "offered_at",
                models.DateTimeField(blank=True, null=True, verbose_name="when it was offered"),
            ),
            (
                "offered_by",
                models.CharField(blank=True, max_length=150, verbose_name="who offered it"),
            ),
            (
                "ended_at",
                models.DateTimeField(
                    blank=True, null=True, verbose_name="when it was held or declined"
                ),
            ),
            (
                "ended_by",
                models.CharField(
                    blank=True, max_length=150, verbose_name="who held it, or who declined"
                ),
            ),
            (
                "words",
                models.TextField(blank=True, max_length=2000, verbose_name="what came of it"),
            ),
            (
                "carers_words",
                models.TextField(blank=True, max_length=2000, verbose_name="what the carers say"),
            ),
            (
                "episode",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="interviews",
                    to="missing.episode",
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
        ],
        options={
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
            "constraints": [
                models.UniqueConstraint(fields=("episode", "kind"), name="missing_interview_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at", None), ("offered_at", None), ("state", "due")),
                        models.Q(
                            ("ended_at", None), ("offered_at__isnull", False), ("state", "offered")
                        ),
                        models.Q(("ended_at__isnull", False), ("state__in", ["held", "declined"])),
                        _connector="OR",
                    ),
                    name="missing_interview_by_its_state",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("agencies", "0002_triggers"),
        ("cases", "0002_triggers_and_lookups"),
        ("profiles", "0004_lookups"),
        ("agencies", "__first__"),
    ]
    operations = [CreateModels(MODELS)]
