"""Where people are held: establishments, stays in custody, and what was decided after a move."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


PRISONS = [
    ("hmp-birmingham", "HMP Birmingham"),
    ("hmp-dovegate", "HMP Dovegate"),
    ("hmp-leeds", "HMP Leeds"),
    ("hmp-leicester", "HMP Leicester"),
    ("hmp-lewes", "HMP Lewes"),
    ("hmp-norwich", "HMP Norwich"),
    ("hmp-nottingham", "HMP Nottingham"),
    ("hmp-stafford", "HMP Stafford"),
    ("hmp-wandsworth", "HMP Wandsworth"),
]


def fill(apps, schema_editor):
    """Some prisons to begin with; partnerships add theirs, and say which team works in which."""
    establishment = apps.get_model("profiles", "Establishment")
    for position, (code, name) in enumerate(PRISONS):
        establishment.objects.create(code=code, name=name, position=position)


def only_grows(apps, schema_editor):
    """As 0004 has it for the tables of history before; what was decided is not undecided."""
    role = schema_editor.quote_name(settings.APP_ROLE)
    for name in ("historicalcustodystay", "custodydecision"):
        schema_editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON profiles_{name} FROM {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_two_partners"),
        ("profiles", "0009_person_in_full"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
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
                        related_name="+",
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            ],
            options={
                "verbose_name": "stay in custody",
                "verbose_name_plural": "stays in custody",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
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
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.team",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="profiles.custodystay",
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
        migrations.AddIndex(
            model_name="custodystay",
            index=models.Index(
                condition=models.Q(("ends_on", None)),
                fields=["establishment", "profile"],
                name="stay_in_establishment",
            ),
        ),
        migrations.AddIndex(
            model_name="custodystay",
            index=models.Index(
                condition=models.Q(("ends_on", None)), fields=["-starts_on"], name="stay_begun"
            ),
        ),
        migrations.AddIndex(
            model_name="custodystay",
            index=models.Index(
                condition=models.Q(("ends_on__isnull", False)),
                fields=["-ends_on"],
                name="stay_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodystay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="stay_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodystay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("release_expected_on", None),
                    ("release_expected_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="stay_release_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodystay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("profile",),
                include=("establishment",),
                name="stay_in_one_place",
                violation_error_message="This person is in custody already. End that stay first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodystay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(only_grows, migrations.RunPython.noop),
    ]
