"""Accounts, teams and their areas, agreements between agencies."""

import agencies.querysets.people
import datetime
import django.contrib.auth.validators
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
        name="Area",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code", models.CharField(max_length=12, unique=True)),
            ("name", models.CharField(max_length=120)),
            (
                "level",
                models.CharField(
                    choices=[("force", "Police force area"), ("partnership", "Partnership")],
                    max_length=12,
                ),
            ),
            (
                "parent",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="districts",
                    to="agencies.area",
                ),
            ),
            ("neighbours", models.ManyToManyField(blank=True, to="agencies.area")),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("level", "force"), ("parent", None)),
                        models.Q(("level", "partnership"), ("parent__isnull", False)),
                        _connector="OR",
                    ),
                    name="area_partnership_lies_in_a_force",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Agency",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("name", models.CharField(max_length=150, unique=True)),
            (
                "kind",
                models.CharField(
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
            ),
        ],
        options={
            "verbose_name_plural": "agencies",
            "ordering": ["name"],
        },
    ),
    migrations.CreateModel(
        name="Team",
        fields=[
            (
                "group_ptr",
                models.OneToOneField(
                    auto_created=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    serialize=False,
                    to="auth.group",
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="teams",
                    to="agencies.agency",
                ),
            ),
            ("phone", models.CharField(blank=True, max_length=30)),
            ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
            (
                "contact_point",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="single point of contact",
                ),
            ),
            ("is_discreet", models.BooleanField(default=False, verbose_name="discreet")),
            (
                "gives_access",
                models.CharField(
                    choices=[
                        ("managers", "Managers only"),
                        ("lead", "Managers and the record’s lead"),
                        ("practitioners", "Every practitioner"),
                    ],
                    default="lead",
                    max_length=15,
                    verbose_name="who gives access",
                ),
            ),
            (
                "listing_asked_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("listing_asked_at", models.DateTimeField(editable=False, null=True)),
            ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ("areas", models.ManyToManyField(related_name="teams", to="agencies.area")),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("listing_asked_at", None), ("listing_asked_by", None)),
                        models.Q(
                            ("is_discreet", True),
                            ("listing_asked_at__isnull", False),
                            ("listing_asked_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="team_listing_asked_while_discreet",
                )
            ],
        },
        bases=("auth.group",),
    ),
    migrations.CreateModel(
        name="Membership",
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
                    related_name="memberships",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="memberships",
                    to="agencies.team",
                ),
            ),
            (
                "role",
                models.CharField(
                    choices=[
                        ("practitioner", "Practitioner"),
                        ("manager", "Team manager"),
                        ("control", "Control room"),
                        ("administrator", "Area administrator"),
                        ("auditor", "Auditor"),
                    ],
                    max_length=15,
                ),
            ),
            (
                "valid_from",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "valid_until",
                models.DateTimeField(
                    default=datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc)
                ),
            ),
            (
                "added_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "agreement",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.agreement",
                ),
            ),
        ],
        options={
            "ordering": ["team__name", "user__name"],
            "indexes": [
                models.Index(
                    fields=["user", "role"],
                    include=("team", "valid_until"),
                    name="membership_user",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                    name="membership_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(
                        (
                            "valid_until",
                            datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc),
                        )
                    ),
                    fields=("user", "team", "role"),
                    name="membership_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("added_by", None),
                        models.Q(("added_by", models.F("user")), _negated=True),
                        _connector="OR",
                    ),
                    name="membership_added_by_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="User",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("password", models.CharField(max_length=128, verbose_name="password")),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "username",
                models.CharField(
                    error_messages={"unique": "Choose another user name: this one is taken."},
                    max_length=80,
                    unique=True,
                    validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                    verbose_name="user name",
                ),
            ),
            ("name", models.CharField(max_length=150)),
            ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
            ("phone", models.CharField(blank=True, max_length=30)),
            ("is_active", models.BooleanField(default=True, verbose_name="account is open")),
            ("disabled_at", models.DateTimeField(editable=False, null=True)),
            (
                "date_joined",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "invited_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "changed_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("email_changed_at", models.DateTimeField(editable=False, null=True)),
            (
                "email_changed_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("email_held_until", models.DateTimeField(editable=False, null=True)),
            ("is_superuser", models.BooleanField(default=False, editable=False)),
            (
                "groups",
                models.ManyToManyField(
                    related_name="users",
                    related_query_name="user",
                    through="agencies.Membership",
                    through_fields=("user", "team"),
                    to="agencies.team",
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("is_superuser", False)), name="user_never_superuser"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("is_active", True), ("disabled_at__isnull", False), _connector="OR"
                    ),
                    name="user_disabled_has_time",
                ),
                models.UniqueConstraint(
                    django.db.models.functions.text.Upper("username"),
                    name="user_name_once_in_any_case",
                    violation_error_message="Choose another user name: this one is taken.",
                ),
            ],
        },
        managers=[
            ("objects", agencies.querysets.people.UserManagerWithScopes()),
        ],
    ),
    migrations.CreateModel(
        name="Invitation",
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
                    related_name="invitations",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
            (
                "invited_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "invited_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("valid_until", models.DateTimeField()),
            ("accepted_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "ordering": ["-invited_at"],
        },
    ),
    migrations.CreateModel(
        name="FailedSignIn",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("username", models.CharField(max_length=80)),
            ("address", models.CharField(max_length=45)),
            ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
        ],
        options={
            "ordering": ["-at"],
            "indexes": [
                models.Index(fields=["username", "at"], name="failed_by_account"),
                models.Index(fields=["address", "at"], name="failed_by_address"),
            ],
        },
    ),
    migrations.CreateModel(
        name="UsedCode",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="used_codes",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("digest", models.CharField(max_length=64)),
            ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
        ],
        options={
            "ordering": ["-at"],
            "constraints": [
                models.UniqueConstraint(fields=("user", "digest"), name="code_used_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Agreement",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("name", models.CharField(max_length=80)),
            (
                "owner_team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="team that keeps it",
                ),
            ),
            ("purpose", models.TextField(max_length=2000)),
            (
                "reference",
                models.CharField(blank=True, max_length=300, verbose_name="reference or link"),
            ),
            (
                "marking",
                models.CharField(
                    choices=[("official", "OFFICIAL"), ("sensitive", "OFFICIAL-SENSITIVE")],
                    default="official",
                    max_length=12,
                ),
            ),
            ("handling", models.CharField(blank=True, max_length=200)),
            ("in_force_from", models.DateField(verbose_name="first day")),
            ("in_force_until", models.DateField(verbose_name="last day")),
            ("review_due_on", models.DateField(verbose_name="review due")),
            ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
            (
                "ended_by",
                models.ForeignKey(
                    blank=True,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("why_ended", models.CharField(blank=True, editable=False, max_length=500)),
            ("partners", models.ManyToManyField(related_name="agreements", to="agencies.agency")),
        ],
        options={
            "ordering": ["name", "pk"],
            "indexes": [
                models.Index(
                    condition=models.Q(("ended_at", None)),
                    fields=["in_force_until"],
                    name="agreement_lapses",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("in_force_until__gte", models.F("in_force_from"))),
                    name="agreement_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("review_due_on__gte", models.F("in_force_from")),
                        ("review_due_on__lte", models.F("in_force_until")),
                    ),
                    name="agreement_reviewed_while_in_force",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at", None), ("ended_by", None), ("why_ended", "")),
                        models.Q(
                            ("ended_at__isnull", False),
                            ("ended_by__isnull", False),
                            models.Q(("why_ended", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="agreement_ended_by_someone",
                ),
                models.UniqueConstraint(
                    django.db.models.functions.text.Upper("name"),
                    models.F("in_force_from"),
                    name="agreement_once_from_a_day",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalAgreement",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
            ("name", models.CharField(max_length=80)),
            ("purpose", models.TextField(max_length=2000)),
            (
                "reference",
                models.CharField(blank=True, max_length=300, verbose_name="reference or link"),
            ),
            (
                "marking",
                models.CharField(
                    choices=[("official", "OFFICIAL"), ("sensitive", "OFFICIAL-SENSITIVE")],
                    default="official",
                    max_length=12,
                ),
            ),
            ("handling", models.CharField(blank=True, max_length=200)),
            ("in_force_from", models.DateField(verbose_name="first day")),
            ("in_force_until", models.DateField(verbose_name="last day")),
            ("review_due_on", models.DateField(verbose_name="review due")),
            ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ("why_ended", models.CharField(blank=True, editable=False, max_length=500)),
            (
                "owner_team",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.team",
                    verbose_name="team that keeps it",
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
            "verbose_name": "historical agreement",
            "verbose_name_plural": "historical agreements",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalAgreement_partners",
        fields=[
            (
                "id",
                models.BigIntegerField(
                    auto_created=True, blank=True, db_index=True, verbose_name="ID"
                ),
            ),
            (
                "agreement",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_tablespace="",
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.agreement",
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_tablespace="",
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="agencies.agency",
                ),
            ),
            (
                "history",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    to="agencies.historicalagreement",
                ),
            ),
            ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
        ],
        options={
            "verbose_name": "HistoricalAgreement_partners",
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="AgreementReminder",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "agreement",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="reminders",
                    to="agencies.agreement",
                ),
            ),
            ("last_day", models.DateField()),
            ("step", models.PositiveSmallIntegerField()),
            (
                "made_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("agreement", "last_day", "step"), name="agreement_reminder_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="JoiningProposal",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="proposals",
                    to="agencies.team",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="proposals",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "role",
                models.CharField(
                    choices=[
                        ("practitioner", "Practitioner"),
                        ("manager", "Team manager"),
                        ("control", "Control room"),
                        ("administrator", "Area administrator"),
                        ("auditor", "Auditor"),
                    ],
                    max_length=15,
                ),
            ),
            ("valid_from", models.DateTimeField(null=True)),
            (
                "valid_until",
                models.DateTimeField(
                    default=datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc)
                ),
            ),
            (
                "replaces",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.membership",
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=500)),
            (
                "asked_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("asked", "Waiting"),
                        ("seconded", "Agreed"),
                        ("refused", "Refused"),
                        ("withdrawn", "Withdrawn"),
                    ],
                    default="asked",
                    max_length=10,
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            ("why_refused", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "ordering": ["-asked_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "asked")),
                    fields=("user", "team"),
                    name="joining_asked_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("role__in", ["practitioner", "manager"]),
                        models.Q(("asked_by", models.F("user")), _negated=True),
                        _connector="OR",
                    ),
                    name="joining_role_conveys",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("decided_by", None), ("state", "asked")),
                        models.Q(
                            ("decided_at__isnull", False),
                            ("decided_by", models.F("asked_by")),
                            ("state", "withdrawn"),
                        ),
                        models.Q(
                            ("state__in", ["seconded", "refused"]),
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                            models.Q(("decided_by", models.F("user")), _negated=True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="joining_decided_by_another",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("agencies", "0001_initial"),
        ("agencies", "0002_agreements"),
        ("agencies", "0003_joining"),
        ("agencies", "0006_second_hand"),
    ]
    dependencies = [("auth", "0012_alter_user_first_name_max_length"), ("core", "0002_sounds")]
    operations = [CreateModels(MODELS)]
