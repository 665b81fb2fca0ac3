"""Forms that were sent: tokens that were spent, and what came too late."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_draft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LateForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=500)),
                ("payload", models.JSONField(default=dict)),
                (
                    "sent_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("shown_at", models.DateTimeField(editable=False, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at"],
                "indexes": [models.Index(fields=["sent_at"], name="late_form_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "address"), name="late_form_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SpentToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("came_to", models.CharField(blank=True, max_length=1000)),
                ("words", models.CharField(blank=True, max_length=64)),
                (
                    "spent_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["spent_at"],
                "indexes": [
                    models.Index(fields=["spent_at"], name="token_age"),
                    models.Index(
                        condition=models.Q(("words", ""), _negated=True),
                        fields=["user", "words"],
                        name="token_words",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "digest"), name="token_spent_once")
                ],
            },
        ),
    ]
