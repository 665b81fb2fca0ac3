"""Anxieties and needs of people, with the pathways and statuses to start with."""

import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


PATHWAYS = [
    ("accommodation", "Accommodation"),
    ("attitudes", "Attitudes, thinking and behaviour"),
    ("families", "Children, families and communities"),
    ("drugs-and-alcohol", "Drugs and alcohol"),
    ("work", "Education, skills and work"),
    ("finance-and-id", "Finance and ID"),
    ("health", "Health"),
]
# Code, name, step on the way, whether it ends the need, colour.
STATUSES = [
    ("not-started", "Not started", 0, False, "red"),
    ("support-required", "Support required", 1, False, "orange"),
    ("in-progress", "In progress", 2, False, "blue"),
    ("done", "Done", 3, True, "green"),
    ("support-not-required", "Support not required", 3, True, "grey"),
    ("support-declined", "Support declined", 0, True, "grey"),
]


def fill(apps, schema_editor):
    pathways = apps.get_model("profiles", "Pathway").objects
    for place, (code, name) in enumerate(PATHWAYS):
        pathways.create(code=code, name=name, position=10 * place)
    statuses = apps.get_model("profiles", "NeedStatus").objects
    for place, (code, name, step, ends, colour) in enumerate(STATUSES):
        statuses.create(
            code=code, name=name, step=step, ends_need=ends, colour=colour, position=10 * place
        )


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_second_hand"),
        ("profiles", "0022_reports_approved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                (
                    "step",
                    models.PositiveSmallIntegerField(default=0, verbose_name="step on the way"),
                ),
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
                (
                    "picked_up_by_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                (
                    "picked_up_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                ("resolved_at", models.DateTimeField(editable=False, null=True)),
                ("resolved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
                (
                    "resolved_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                (
                    "resolution",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="how it was resolved"
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
                    "picked_up_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="profiles.profile",
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
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="profiles.needstatus",
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
            ],
            options={
                "ordering": ["-pk"],
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
                (
                    "text",
                    models.TextField(blank=True, max_length=1000, verbose_name="what was done"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
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
                (
                    "text",
                    models.TextField(blank=True, max_length=1000, verbose_name="what was done"),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="profiles.need",
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
                "verbose_name": "step of a need",
                "verbose_name_plural": "steps of needs",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
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
                (
                    "picked_up_by_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                (
                    "picked_up_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                ("resolved_at", models.DateTimeField(editable=False, null=True)),
                ("resolved_by_name", models.CharField(blank=True, editable=False, max_length=150)),
                (
                    "resolved_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                (
                    "resolution",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="how it was resolved"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "historical need",
                "verbose_name_plural": "historical needs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["profile", "-id"], name="need_of_profile"),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("resolved_at", None)),
                fields=["picked_up_team"],
                name="need_open_picked_up",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("picked_up_at", None), ("resolved_at", None)),
                fields=["team"],
                name="need_waiting_for_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("picked_up_at", None), ("picked_up_by", None), ("picked_up_team", None)
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
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
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
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
