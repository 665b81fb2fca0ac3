"""One-time codes that were used, and secrets of the second step encrypted."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from agencies.second_step_keys import encrypt_anew


def encrypt(apps, schema_editor):
    encrypt_anew(apps.get_model("mfa", "Authenticator").objects.order_by("pk"))


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_two_partners"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name="UsedCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="used_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "digest"), name="code_used_once")
                ],
            },
        ),
        migrations.RunPython(encrypt, migrations.RunPython.noop, elidable=False),
    ]
