"""What is typed and not yet sent."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_lawful_bases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.SlugField(editable=False, max_length=40)),
                ("object_type", models.CharField(editable=False, max_length=60)),
                ("object_id", models.BigIntegerField(editable=False)),
                ("reference", models.CharField(editable=False, max_length=100)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("payload", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "started_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
                "indexes": [
                    models.Index(fields=["author", "-updated_at", "-id"], name="draft_of"),
                    models.Index(fields=["updated_at"], name="draft_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "kind", "object_type", "object_id"), name="draft_once"
                    )
                ],
            },
        ),
    ]
