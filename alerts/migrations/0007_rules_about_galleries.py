"""A rule may be about the people on a gallery."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0006_audiences_of_episodes"),
        ("galleries", "0002_lookups"),
    ]

    operations = [
        migrations.AddField(
            model_name="factorversion",
            name="gallery",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="galleries.gallery",
            ),
        ),
    ]
