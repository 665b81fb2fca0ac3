"""Triggers that keep the copies on holds true."""

from django.db import migrations

from access.triggers import hold_triggers

make, drop = hold_triggers("profiles_profile")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_initial")]
    operations = [migrations.RunSQL(make, drop)]
