"""Tasks and their steps, with the kinds, priorities and outcomes to start with."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


KINDS = [
    ("do", "Something to do"),
    ("information", "Information wanted"),
    ("visit", "Visit"),
    ("contact", "Contact somebody"),
    ("review", "Review"),
    ("referral", "Referral form"),
    ("message", "Message"),
]
PRIORITIES = [
    ("urgent", "Urgent", True),
    ("normal", "Normal", False),
    ("low", "When you can", False),
]
OUTCOMES = [
    ("done", "Done"),
    ("part", "Done in part"),
    ("no-contact", "Could not be reached"),
    ("not-possible", "Not possible"),
    ("not-needed", "No longer needed"),
]


def fill(apps, schema_editor):
    for model, rows in (("TaskKind", KINDS), ("TaskOutcome", OUTCOMES)):
        for place, (code, name) in enumerate(rows):
            apps.get_model("tasks", model).objects.create(
                code=code, name=name, position=10 * place
            )
    priorities = apps.get_model("tasks", "TaskPriority").objects
    for place, (code, name, stands_out) in enumerate(PRIORITIES):
        priorities.create(code=code, name=name, stands_out=stands_out, position=10 * place)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0006_second_hand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                (
                    "stands_out",
                    models.BooleanField(default=False, verbose_name="stands out in lists"),
                ),
            ],
            options={
                "verbose_name": "priority of tasks",
                "verbose_name_plural": "priorities of tasks",
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
                ("from_user_name", models.CharField(editable=False, max_length=150)),
                ("from_team_name", models.CharField(editable=False, max_length=150)),
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
                ("answered_by_name", models.CharField(blank=True, editable=False, max_length=150)),
                (
                    "answered_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
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
                (
                    "from_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.team",
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
                    "to_team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.team",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tasks.taskkind",
                    ),
                ),
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
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tasks.taskpriority",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "base_manager_name": "objects",
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
                ("written_by_name", models.CharField(editable=False, max_length=150)),
                ("written_by_team_name", models.CharField(editable=False, max_length=150)),
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
                            ("reopened", "Reopened"),
                            ("comment", "Comment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("until", models.DateField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="tasks.task",
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
                "verbose_name": "step of a task",
                "verbose_name_plural": "steps of tasks",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "accepted"])),
                fields=["to_team", "due_on", "id"],
                name="task_inbox",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "accepted"])),
                fields=["to_person", "due_on", "id"],
                name="task_of_person",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "accepted"]), ("to_person", None)),
                fields=["to_team", "due_on", "id"],
                name="task_unassigned",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ["completed", "declined"])),
                fields=["to_team", "-answered_at", "-id"],
                name="task_done",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["from_user", "-id"], name="task_sent"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["object_type", "object_id"], name="task_about"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("object_id", None), ("object_reference", ""), ("object_type", "")),
                    models.Q(
                        ("object_id__isnull", False),
                        ("object_reference__gt", ""),
                        ("object_type__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="task_about_something_or_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    ("to_person__isnull", False),
                    _connector="OR",
                ),
                name="task_accepted_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__isnull", False), ("state", "completed")),
                    models.Q(models.Q(("state", "completed"), _negated=True), ("outcome", None)),
                    _connector="OR",
                ),
                name="task_completed_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
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
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
