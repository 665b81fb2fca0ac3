"""Tasks, their steps and their documents."""

import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="TaskKind",
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
            "verbose_name": "kind of task",
            "verbose_name_plural": "kinds of tasks",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="TaskPriority",
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
            ("stands_out", models.BooleanField(default=False, verbose_name="stands out in lists")),
        ],
        options={
            "verbose_name": "priority of tasks",
            "verbose_name_plural": "priorities of tasks",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="TaskOutcome",
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
            "verbose_name": "outcome of tasks",
            "verbose_name_plural": "outcomes of tasks",
            "ordering": ["position", "name"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Task",
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
                "kind",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="tasks.taskkind",
                ),
            ),
            (
                "priority",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="tasks.taskpriority",
                ),
            ),
            ("object_type", models.CharField(blank=True, editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False, null=True)),
            ("object_reference", models.CharField(blank=True, editable=False, max_length=20)),
            ("detail", models.TextField(max_length=4000, verbose_name="what is asked")),
            ("due_on", models.DateField(verbose_name="due")),
            (
                "sent_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "from_user",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("from_user_name", models.CharField(editable=False, max_length=150)),
            (
                "from_team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("from_team_name", models.CharField(editable=False, max_length=150)),
            (
                "to_team",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "to_person",
                models.ForeignKey(
                    blank=True,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Waiting"),
                        ("accepted", "Accepted"),
                        ("completed", "Completed"),
                        ("declined", "Declined"),
                    ],
                    default="waiting",
                    editable=False,
                    max_length=10,
                ),
            ),
            (
                "held_until",
                models.DateField(editable=False, null=True, verbose_name="on hold until"),
            ),
            ("answered_at", models.DateTimeField(editable=False, null=True)),
            (
                "answered_by",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("answered_by_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "answered_team",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("answered_team_name", models.CharField(blank=True, editable=False, max_length=150)),
            (
                "outcome",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="tasks.taskoutcome",
                ),
            ),
        ],
        options={
            "ordering": ["due_on", "pk"],
            "base_manager_name": "objects",
            "indexes": [
                models.Index(
                    condition=models.Q(("state__in", ["waiting", "accepted"])),
                    fields=["to_team", "due_on", "id"],
                    name="task_inbox",
                ),
                models.Index(
                    condition=models.Q(("state__in", ["waiting", "accepted"])),
                    fields=["to_person", "due_on", "id"],
                    name="task_of_person",
                ),
                models.Index(
                    condition=models.Q(
                        ("state__in", ["waiting", "accepted"]), ("to_person", None)
                    ),
                    fields=["to_team", "due_on", "id"],
                    name="task_unassigned",
                ),
                models.Index(
                    condition=models.Q(
                        ("held_until__isnull", False), ("state__in", ["waiting", "accepted"])
                    ),
                    fields=["to_team", "due_on", "id"],
                    name="task_held",
                ),
                models.Index(
                    condition=models.Q(("state__in", ["completed", "declined"])),
                    fields=["to_team", "-answered_at", "-id"],
                    name="task_done",
                ),
                models.Index(fields=["from_user", "-id"], name="task_sent"),
                models.Index(fields=["object_type", "object_id"], name="task_about"),
                models.Index(fields=["object_reference"], name="task_about_reference"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("object_id", None), ("object_reference", ""), ("object_type", "")
                        ),
                        models.Q(
                            ("object_id__isnull", False),
                            ("object_reference__gt", ""),
                            ("object_type__gt", ""),
                        ),
                        _connector="OR",
                    ),
                    name="task_about_something_or_nothing",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("to_person__isnull", False),
                        _connector="OR",
                    ),
                    name="task_accepted_by_someone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome__isnull", False), ("state", "completed")),
                        models.Q(
                            models.Q(("state", "completed"), _negated=True), ("outcome", None)
                        ),
                        _connector="OR",
                    ),
                    name="task_completed_with_outcome",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("answered_at", None),
                            ("answered_by", None),
                            ("answered_team", None),
                            ("state", "waiting"),
                        ),
                        models.Q(
                            models.Q(("state", "waiting"), _negated=True),
                            ("answered_at__isnull", False),
                            ("answered_by__isnull", False),
                            ("answered_team__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="task_answered_by_someone",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TaskStep",
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
                "task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="steps",
                    to="tasks.task",
                ),
            ),
            (
                "what",
                models.CharField(
                    choices=[
                        ("sent", "Sent"),
                        ("accepted", "Accepted"),
                        ("declined", "Declined"),
                        ("held", "Put on hold"),
                        ("reassigned", "Reassigned"),
                        ("handed_on", "Handed on"),
                        ("handed_back", "Handed back"),
                        ("completed", "Completed"),
                        ("withdrawn", "Withdrawn"),
                        ("reopened", "Reopened"),
                        ("comment", "Comment"),
                    ],
                    max_length=12,
                ),
            ),
            ("text", models.TextField(blank=True, max_length=4000)),
            (
                "to_team",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "to_person",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("until", models.DateField(null=True)),
        ],
        options={
            "verbose_name": "step of a task",
            "verbose_name_plural": "steps of tasks",
            "ordering": ["pk"],
            "abstract": False,
            "base_manager_name": "objects",
        },
    ),
    migrations.CreateModel(
        name="TaskDocument",
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
                "task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="documents",
                    to="tasks.task",
                ),
            ),
            (
                "step",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="documents",
                    to="tasks.taskstep",
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
                    fields=("group", "version"), name="taskdocument_version_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("is_latest", True)),
                    fields=("group",),
                    name="taskdocument_latest_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalTaskDocument",
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
                "task",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="tasks.task",
                ),
            ),
            (
                "step",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="tasks.taskstep",
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
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("tasks", "0002_withdrawn"),
        ("tasks", "0003_documents"),
        ("tasks", "0004_inbox"),
    ]
    dependencies = [("agencies", "0002_triggers"), ("documents", "0001_initial")]
    operations = [CreateModels(MODELS)]
