"""Finding becomes Discovery: the word for what someone found out, not for the act of looking."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_indexes_of_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RenameModel("Finding", "Discovery"),
        migrations.RemoveConstraint("discovery", "finding_once"),
        migrations.AddConstraint(
            "discovery",
            models.UniqueConstraint(
                fields=["user", "object_type", "object_id"], name="discovery_once"
            ),
        ),
    ]
