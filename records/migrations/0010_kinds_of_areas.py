"""Kinds of forms that belong to an area, and addresses of kinds, sections and questions."""

import uuid

import django.db.models.deletion
from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models


def with_uuid(model):
    """Each row there is gets one of its own from the database; new ones get theirs from Django."""
    options = {"unique": True, "default": uuid.uuid4, "editable": False}
    return [
        migrations.AddField(model, "uuid", models.UUIDField(**options, db_default=RandomUUID())),
        migrations.AlterField(model, "uuid", models.UUIDField(**options)),
    ]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0006_second_hand"), ("records", "0009_who_writes_reports")]
    operations = [
        migrations.AddField(
            "formkind",
            "area",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.area",
            ),
        ),
        *with_uuid("formkind"),
        *with_uuid("formsection"),
        *with_uuid("question"),
    ]
