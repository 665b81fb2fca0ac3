"""A restricted record keeps at least one named manager."""

from django.db import migrations

from access.triggers import named_manager_triggers

make, drop = named_manager_triggers("profiles_profile", "profiles.profile")


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0004_history_only_grows"),
        ("access", "0003_findings_glass_transfers"),
    ]
    operations = [migrations.RunSQL(make, drop)]
