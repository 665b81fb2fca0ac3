"""The person in full: who they say they are, how to reach them safely, who works with them."""

import core.tidy
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

ETHNICITIES = [
    ("w1", "White: British"),
    ("w2", "White: Irish"),
    ("w3", "White: Gypsy or Irish Traveller"),
    ("w9", "Any other White background"),
    ("m1", "Mixed: White and Black Caribbean"),
    ("m2", "Mixed: White and Black African"),
    ("m3", "Mixed: White and Asian"),
    ("m9", "Any other Mixed background"),
    ("a1", "Asian: Indian"),
    ("a2", "Asian: Pakistani"),
    ("a3", "Asian: Bangladeshi"),
    ("a4", "Asian: Chinese"),
    ("a9", "Any other Asian background"),
    ("b1", "Black: Caribbean"),
    ("b2", "Black: African"),
    ("b9", "Any other Black background"),
    ("o2", "Arab"),
    ("o9", "Any other ethnic group"),
    ("ns", "Not stated"),
]
ADDRESSES = [
    ("home", "Home"),
    ("family", "Family or friends"),
    ("temporary", "Hostel or temporary"),
    ("approved-premises", "Approved premises"),
    ("placement", "Care or foster placement"),
    ("work", "Work"),
    ("other", "Other"),
]
PHONES = [
    ("mobile", "Mobile"),
    ("home", "Home"),
    ("work", "Work"),
    ("family", "Family or friend"),
    ("other", "Other"),
]
STATUSES = [
    ("licence", "On licence"),
    ("supervision", "Post-sentence supervision"),
    ("community-order", "Community order"),
    ("suspended-sentence", "Suspended sentence order"),
    ("youth-order", "Youth rehabilitation order"),
    ("none", "No statutory supervision"),
]
ROLES = [
    ("lead", "Lead"),
    ("victim-contact", "Victim’s point of contact"),
    ("prison-contact", "Prison single point of contact"),
    ("offender-manager", "Offender manager"),
    ("key-worker", "Key worker"),
    ("social-worker", "Social worker"),
    ("health", "Health"),
    ("housing", "Housing"),
    ("school", "School"),
    ("other", "Other"),
]
LISTS = {
    "Ethnicity": ETHNICITIES,
    "AddressKind": ADDRESSES,
    "PhoneKind": PHONES,
    "StatutoryKind": STATUSES,
    "InvolvementRole": ROLES,
}


def fill(apps, schema_editor):
    """The lists as they start; partnerships change them."""
    for model, rows in LISTS.items():
        kind = apps.get_model("profiles", model)
        for position, (code, name) in enumerate(rows):
            kind.objects.create(code=code, name=name, position=position)
    warnings = apps.get_model("profiles", "WarningKind").objects
    warnings.filter(code="marac").update(is_restricted=True)
    warnings.get_or_create(
        code="mappa", defaults={"name": "MAPPA", "position": 7, "is_restricted": True}
    )


def only_grows(apps, schema_editor):
    """As 0004 has it for the tables of history before."""
    role = schema_editor.quote_name(settings.APP_ROLE)
    for name in ("historicalinvolvement", "historicalstatutorystatus"):
        schema_editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON profiles_{name} FROM {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_two_partners"),
        ("profiles", "0008_indexes_of_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    models.CharField(
                        blank=True, max_length=150, verbose_name="team or organisation"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
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
                "verbose_name": "historical person involved",
                "verbose_name_plural": "historical people involved",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    models.CharField(
                        blank=True, max_length=150, verbose_name="team or organisation"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
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
                    models.CharField(
                        blank=True, max_length=150, verbose_name="team or organisation"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
            ],
            options={
                "verbose_name": "person involved",
                "verbose_name_plural": "people involved",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
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
                    models.CharField(
                        blank=True, max_length=150, verbose_name="team or organisation"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
            ],
            options={
                "verbose_name": "statutory status",
                "verbose_name_plural": "statutory statuses",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="address",
            name="safe_to_contact",
            field=models.CharField(
                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="safe_to_leave_message",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                max_length=3,
                verbose_name="safe to leave a message",
            ),
        ),
        migrations.AddField(
            model_name="historicaladdress",
            name="safe_to_contact",
            field=models.CharField(
                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="historicaladdress",
            name="safe_to_leave_message",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                max_length=3,
                verbose_name="safe to leave a message",
            ),
        ),
        migrations.AddField(
            model_name="historicalphone",
            name="safe_to_contact",
            field=models.CharField(
                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="historicalphone",
            name="safe_to_leave_message",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                max_length=3,
                verbose_name="safe to leave a message",
            ),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="age_estimated_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="estimated_age",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)]
            ),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="first_language",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="gender",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="interpreter",
            field=models.CharField(
                blank=True, choices=[("yes", "Needed"), ("no", "Not needed")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="interpreter_language",
            field=models.CharField(blank=True, max_length=60, verbose_name="interpreter for"),
        ),
        migrations.AddField(
            model_name="historicalwarning",
            name="code",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="phone",
            name="safe_to_contact",
            field=models.CharField(
                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="safe_to_leave_message",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                max_length=3,
                verbose_name="safe to leave a message",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="age_estimated_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="profile",
            name="estimated_age",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)]
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="first_language",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="profile",
            name="gender",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="profile",
            name="interpreter",
            field=models.CharField(
                blank=True, choices=[("yes", "Needed"), ("no", "Not needed")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="interpreter_language",
            field=models.CharField(blank=True, max_length=60, verbose_name="interpreter for"),
        ),
        migrations.AddField(
            model_name="warning",
            name="code",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="warningkind",
            name="is_restricted",
            field=models.BooleanField(default=False, verbose_name="restricted"),
        ),
        migrations.AlterField(
            model_name="historicalothername",
            name="forenames",
            field=models.CharField(
                blank=True,
                max_length=110,
                validators=[core.tidy.is_name],
                verbose_name="first names",
            ),
        ),
        migrations.AlterField(
            model_name="historicalothername",
            name="surname",
            field=models.CharField(blank=True, max_length=80, validators=[core.tidy.is_name]),
        ),
        migrations.AlterField(
            model_name="historicalprofile",
            name="forenames",
            field=models.CharField(
                blank=True,
                max_length=110,
                validators=[core.tidy.is_name],
                verbose_name="first names",
            ),
        ),
        migrations.AlterField(
            model_name="historicalprofile",
            name="surname",
            field=models.CharField(max_length=80, validators=[core.tidy.is_name]),
        ),
        migrations.AlterField(
            model_name="othername",
            name="forenames",
            field=models.CharField(
                blank=True,
                max_length=110,
                validators=[core.tidy.is_name],
                verbose_name="first names",
            ),
        ),
        migrations.AlterField(
            model_name="othername",
            name="surname",
            field=models.CharField(blank=True, max_length=80, validators=[core.tidy.is_name]),
        ),
        migrations.AlterField(
            model_name="profile",
            name="forenames",
            field=models.CharField(
                blank=True,
                max_length=110,
                validators=[core.tidy.is_name],
                verbose_name="first names",
            ),
        ),
        migrations.AlterField(
            model_name="profile",
            name="surname",
            field=models.CharField(max_length=80, validators=[core.tidy.is_name]),
        ),
        migrations.AddField(
            model_name="address",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.addresskind",
            ),
        ),
        migrations.AddField(
            model_name="historicaladdress",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.addresskind",
            ),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="ethnicity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.ethnicity",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="ethnicity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.ethnicity",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interpreter_language", ""), ("interpreter", "yes"), _connector="OR"
                ),
                name="profile_interpreter_for_a_language",
            ),
        ),
        migrations.AddField(
            model_name="historicalinvolvement",
            name="added_by",
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
            model_name="historicalinvolvement",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalinvolvement",
            name="profile",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.profile",
            ),
        ),
        migrations.AddField(
            model_name="historicalinvolvement",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="colleague",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatutorystatus",
            name="added_by",
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
            model_name="historicalstatutorystatus",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalstatutorystatus",
            name="profile",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.profile",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatutorystatus",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="colleague",
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="added_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="involvements",
                to="profiles.profile",
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="colleague",
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.involvementrole",
            ),
        ),
        migrations.AddField(
            model_name="historicalinvolvement",
            name="role",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.involvementrole",
            ),
        ),
        migrations.AddField(
            model_name="historicalphone",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.phonekind",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.phonekind",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatutorystatus",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="profiles.statutorykind",
            ),
        ),
        migrations.AddField(
            model_name="statutorystatus",
            name="added_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statutorystatus",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.statutorykind",
            ),
        ),
        migrations.AddField(
            model_name="statutorystatus",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="statuses",
                to="profiles.profile",
            ),
        ),
        migrations.AddField(
            model_name="statutorystatus",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="colleague",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="involvement_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="involvement_of_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="statutorystatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="status_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="statutorystatus",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("profile", "kind"),
                name="status_once",
                violation_error_message="This status is recorded already. End that one first.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(only_grows, migrations.RunPython.noop),
    ]
