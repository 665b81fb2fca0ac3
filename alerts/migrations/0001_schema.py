"""Notices, and for whom each is."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from core.operations import CreateModels

MODELS = [
    migrations.CreateModel(
        name="Notice",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "recipient",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="notices",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.event"
                ),
            ),
            ("text", models.CharField(max_length=600)),
            (
                "audience",
                models.CharField(
                    choices=[
                        ("readers", "Those who may read the record"),
                        ("log", "Those who may read the log of the record"),
                        ("reports", "Those who may read the reports of the record"),
                        ("actions", "Those who may read the actions of the case"),
                        ("knowers", "Those who may know that the record exists"),
                        ("managers", "Managers of the owner team who may read the record"),
                        ("receivers", "Managers who may see a proposal to take over the record"),
                        ("concerned", "The person whose own access or request it is about"),
                        ("task", "Those who see the task that it is about"),
                        ("no_record", "It is about no record"),
                    ],
                    max_length=10,
                ),
            ),
            ("address", models.CharField(blank=True, max_length=200)),
            ("object_type", models.CharField(blank=True, max_length=60)),
            ("object_id", models.BigIntegerField(null=True)),
            (
                "made_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), editable=False
                ),
            ),
            ("seen_at", models.DateTimeField(null=True)),
        ],
        options={
            "ordering": ["-made_at", "-pk"],
            "indexes": [
                models.Index(fields=["recipient", "seen_at", "-made_at"], name="notice_of")
            ],
            "constraints": [
                models.UniqueConstraint(fields=("event", "recipient"), name="notice_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("audience", "no_record"),
                        models.Q(
                            ("object_id__isnull", False),
                            models.Q(("object_type", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="notice_about_a_record",
                ),
            ],
        },
    )
]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("alerts", "0001_initial"),
        ("alerts", "0002_audience"),
        ("alerts", "0003_notice_about_a_record"),
        ("alerts", "0004_readers_of_the_log"),
        ("alerts", "0005_readers_of_reports"),
        ("alerts", "0006_readers_of_actions"),
        ("alerts", "0007_tasks"),
    ]
    dependencies = [
        ("audit", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [CreateModels(MODELS)]
