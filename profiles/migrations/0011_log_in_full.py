"""The log in full: how a contact went, what is to follow it, and entries without text."""

import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

# Code, name, whether it needs no text.
OUTCOMES = [
    ("met", "Met or spoke", False),
    ("left-message", "Left a message", False),
    ("not-at-home", "Was not at home", True),
    ("no-answer", "No answer", True),
    ("did-not-attend", "Did not attend", True),
    ("declined", "Declined", True),
    ("cancelled-by-them", "Cancelled by them", True),
    ("cancelled-by-us", "Cancelled by us", True),
    ("other", "Other", False),
]


def fill(apps, schema_editor):
    """The list as it starts; partnerships change it."""
    outcome = apps.get_model("profiles", "ContactOutcome")
    for position, (code, name, speaks) in enumerate(OUTCOMES):
        outcome.objects.create(code=code, name=name, position=position, speaks_for_itself=speaks)


def only_grows(apps, schema_editor):
    """As 0004 has it for the tables of history before."""
    role = schema_editor.quote_name(settings.APP_ROLE)
    schema_editor.execute(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON profiles_historicalfollowup FROM {role}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_two_partners"),
        ("profiles", "0010_custody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("what", models.CharField(max_length=200, verbose_name="what is to follow")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("done_by_name", models.CharField(blank=True, editable=False, max_length=150)),
                (
                    "done_by_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                (
                    "done_word",
                    models.CharField(blank=True, max_length=500, verbose_name="what came of it"),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "base_manager_name": "objects",
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
                ("what", models.CharField(max_length=200, verbose_name="what is to follow")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("done_by_name", models.CharField(blank=True, editable=False, max_length=150)),
                (
                    "done_by_team_name",
                    models.CharField(blank=True, editable=False, max_length=150),
                ),
                (
                    "done_word",
                    models.CharField(blank=True, max_length=500, verbose_name="what came of it"),
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
            ],
            options={
                "verbose_name": "historical follow up",
                "verbose_name_plural": "historical follow ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterField(
            model_name="contact",
            name="text",
            field=models.TextField(blank=True, max_length=4000, verbose_name="what happened"),
        ),
        migrations.AlterField(
            model_name="historicalcontact",
            name="text",
            field=models.TextField(blank=True, max_length=4000, verbose_name="what happened"),
        ),
        migrations.AddField(
            model_name="contact",
            name="outcome",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.contactoutcome",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontact",
            name="outcome",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.contactoutcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    ("outcome__isnull", False),
                    _connector="OR",
                ),
                name="contact_says_something",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="contact",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="follow_up",
                to="profiles.contact",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="done_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalfollowup",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.contact",
            ),
        ),
        migrations.AddField(
            model_name="historicalfollowup",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalfollowup",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
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
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(only_grows, migrations.RunPython.noop),
    ]
