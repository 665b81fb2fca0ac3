"""A saved view says which list it is of; a name is used once for each list."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("profiles", "0014_entries")]

    operations = [
        migrations.RemoveConstraint("savedview", "saved_view_named_once"),
        migrations.AddField(
            "savedview",
            "kind",
            models.CharField(default="profiles:list", editable=False, max_length=50),
        ),
        migrations.AddConstraint(
            "savedview",
            models.UniqueConstraint("user", "kind", Lower("name"), name="saved_view_named_once"),
        ),
    ]
