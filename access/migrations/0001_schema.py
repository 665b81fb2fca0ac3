"""Who is given access to records, who asks for it, and what is sampled of it."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="BreakGlass",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
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
            ("reason", models.CharField(max_length=500)),
            (
                "broken_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("valid_until", models.DateTimeField()),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[("justified", "Justified"), ("not_justified", "Not justified")],
                    max_length=15,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=1000)),
            ("reviewed_at", models.DateTimeField(editable=False, null=True)),
            (
                "reviewed_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["broken_at", "pk"],
            "indexes": [
                models.Index(fields=["user", "valid_until"], name="glass_user"),
                models.Index(
                    condition=models.Q(("outcome", "")),
                    fields=["object_type", "object_id"],
                    name="glass_to_review",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("valid_until__gt", models.F("broken_at"))),
                    name="glass_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", ""), ("reviewed_at", None), ("reviewed_by", None)),
                        models.Q(
                            ("reviewed_at__isnull", False),
                            ("reviewed_by__isnull", False),
                            models.Q(("outcome", ""), _negated=True),
                            models.Q(("reviewed_by", models.F("user")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="glass_reviewed_by_someone_else",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Grant",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
                "user",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "membership",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.membership",
                ),
            ),
            (
                "level",
                models.PositiveSmallIntegerField(
                    choices=[(1, "Read"), (2, "Read and add"), (3, "Everything")]
                ),
            ),
            (
                "sections",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=20), default=list, size=None
                ),
            ),
            ("purpose", models.CharField(max_length=500)),
            (
                "basis",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="records.lawfulbasis",
                ),
            ),
            (
                "agreement",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.agreement",
                ),
            ),
            (
                "while_open_type",
                models.CharField(blank=True, db_default="", default="", max_length=60),
            ),
            ("while_open_id", models.BigIntegerField(null=True)),
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
                "given_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "given_by",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "given_by_team",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "replaces",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="access.grant",
                ),
            ),
            ("ended_at", models.DateTimeField(editable=False, null=True)),
            (
                "ended_by",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("ended_because", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "ordering": ["given_at", "pk"],
            "indexes": [
                models.Index(fields=["object_type", "object_id"], name="grant_object"),
                models.Index(
                    condition=models.Q(("ended_at", None)),
                    fields=["membership"],
                    name="grant_membership",
                ),
                models.Index(
                    condition=models.Q(("ended_at", None), ("while_open_id__isnull", False)),
                    fields=["while_open_type", "while_open_id"],
                    name="grant_while_open",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None), ("user", None)),
                    fields=("object_type", "object_id", "team"),
                    name="grant_one_to_a_team",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None), ("user__isnull", False)),
                    fields=("object_type", "object_id", "user"),
                    name="grant_one_to_a_person",
                ),
                models.CheckConstraint(
                    condition=models.Q(("level__in", [1, 2])), name="grant_level_grantable"
                ),
                models.CheckConstraint(
                    condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                    name="grant_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("membership", None), ("user", None)),
                        models.Q(("membership__isnull", False), ("user__isnull", False)),
                        _connector="OR",
                    ),
                    name="grant_person_in_a_membership",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("while_open_id", None), ("while_open_type", "")),
                        models.Q(
                            ("while_open_id__isnull", False),
                            models.Q(("while_open_type", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="grant_while_open_names_a_record",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ListingException",
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
            (
                "team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("reason", models.CharField(max_length=500)),
            (
                "asked_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[("asked", "Waiting"), ("given", "Allowed"), ("refused", "Refused")],
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
            ("valid_until", models.DateTimeField(null=True)),
            ("answer", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "ordering": ["-asked_at", "-pk"],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "given")),
                    fields=["user", "valid_until"],
                    name="listing_given",
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "asked")),
                    fields=("user", "team"),
                    name="listing_asked_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("decided_at", None),
                            ("decided_by", None),
                            ("state", "asked"),
                            ("valid_until", None),
                        ),
                        models.Q(
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                            models.Q(("decided_by", models.F("user")), _negated=True),
                            models.Q(
                                models.Q(("state", "given"), ("valid_until__isnull", False)),
                                models.Q(("state", "refused"), ("valid_until", None)),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    name="listing_decided_by_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Discovery",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "found_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("valid_until", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("user", "object_type", "object_id"), name="discovery_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AccessRequest",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "membership",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.membership",
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
                "asked_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "reason",
                models.CharField(
                    choices=[
                        ("linked", "Linked to work I am doing"),
                        ("safeguarding", "A safeguarding concern now"),
                        ("moved", "The person has moved to our area"),
                        ("other", "Another reason"),
                    ],
                    max_length=15,
                ),
            ),
            ("words", models.CharField(max_length=1000)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Waiting"),
                        ("more", "Asked for more"),
                        ("given", "Access given"),
                        ("refused", "Refused"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("answer", models.CharField(blank=True, max_length=1000)),
            ("question", models.CharField(blank=True, max_length=1000)),
            ("reply", models.CharField(blank=True, max_length=1000)),
            (
                "grant",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="access.grant",
                ),
            ),
        ],
        options={
            "ordering": ["asked_at", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ["waiting", "more"])),
                    fields=("object_type", "object_id", "asked_by"),
                    name="request_one_waiting",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("state__in", ["waiting", "more"])),
                        models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="request_decided_by_someone",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SampledAccess",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "owner_team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.event"
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("user_name", models.CharField(max_length=150)),
            ("user_team", models.CharField(blank=True, max_length=150)),
            ("looked_at", models.DateTimeField()),
            (
                "why",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("break_glass", "Opened in an emergency"),
                            ("outside_hours", "At night or at a weekend"),
                            ("many_people", "One of many people opened or listed within an hour"),
                            ("own_surname", "The same surname as the reader"),
                        ],
                        max_length=15,
                    ),
                    size=None,
                ),
            ),
            ("week", models.DateField()),
            (
                "sampled_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[
                        ("expected", "Expected"),
                        ("needs_following_up", "Follow up"),
                        ("misuse", "Misuse"),
                    ],
                    max_length=20,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=1000)),
            ("reviewed_at", models.DateTimeField(editable=False, null=True)),
            (
                "reviewed_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "unusual access",
            "verbose_name_plural": "unusual accesses",
            "ordering": ["-week", "looked_at", "pk"],
            "indexes": [
                models.Index(
                    condition=models.Q(("outcome", "")),
                    fields=["object_type", "object_id"],
                    name="sampled_to_review",
                ),
                models.Index(fields=["object_type", "object_id"], name="sampled_object"),
                models.Index(fields=["week"], name="sampled_week"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("event", "object_type", "object_id"), name="sampled_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(("week__iso_week_day", 1)),
                    name="sampled_week_begins_on_monday",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "why__contained_by",
                            ["break_glass", "outside_hours", "many_people", "own_surname"],
                        ),
                        ("why__len__gte", 1),
                    ),
                    name="sampled_for_a_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("note", ""),
                            ("outcome", ""),
                            ("reviewed_at", None),
                            ("reviewed_by", None),
                        ),
                        models.Q(
                            ("outcome__in", ["expected", "needs_following_up", "misuse"]),
                            ("reviewed_at__isnull", False),
                            ("reviewed_by__isnull", False),
                            models.Q(("reviewed_by", models.F("user")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="sampled_reviewed_by_someone_else",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Transfer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("object_type", models.CharField(editable=False, max_length=60)),
            ("object_id", models.BigIntegerField(editable=False)),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "from_team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            (
                "to_team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="agencies.team",
                ),
            ),
            ("note", models.CharField(max_length=1000)),
            (
                "keep",
                models.PositiveSmallIntegerField(
                    choices=[(0, "Nothing"), (1, "Read"), (2, "Read and add")]
                ),
            ),
            (
                "keep_until",
                models.DateTimeField(
                    default=datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc)
                ),
            ),
            (
                "basis",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="records.lawfulbasis",
                ),
            ),
            (
                "proposed_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            (
                "proposed_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("proposed", "Waiting for an answer"),
                        ("accepted", "Accepted"),
                        ("declined", "Declined"),
                        ("withdrawn", "Withdrawn"),
                    ],
                    default="proposed",
                    max_length=10,
                ),
            ),
            ("decided_at", models.DateTimeField(editable=False, null=True)),
            (
                "decided_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("answer", models.CharField(blank=True, max_length=1000)),
            (
                "kept",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="access.grant",
                ),
            ),
        ],
        options={
            "ordering": ["proposed_at", "pk"],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "proposed")),
                    fields=["to_team"],
                    name="transfer_to_answer",
                ),
                models.Index(fields=["object_type", "object_id"], name="transfer_object"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "proposed")),
                    fields=("object_type", "object_id"),
                    name="transfer_one_proposed",
                ),
                models.CheckConstraint(
                    condition=models.Q(("from_team", models.F("to_team")), _negated=True),
                    name="transfer_to_another_team",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("state", "proposed")),
                        models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="transfer_decided_by_someone",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("access", "0001_initial"),
        ("access", "0002_initial"),
        ("access", "0004_grant_agreement"),
        ("access", "0006_indexes_of_grants"),
        ("access", "0007_discovery"),
        ("access", "0008_listing"),
        ("access", "0009_grant_while_open"),
    ]
    dependencies = [
        ("agencies", "0002_triggers"),
        ("audit", "0001_schema"),
        ("records", "0001_schema"),
    ]
    operations = [CreateModels(MODELS)]
