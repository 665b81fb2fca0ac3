"""A statement that enters many holds may bring their copies itself."""

from django.db import migrations

from access.triggers import copies_function


class Migration(migrations.Migration):
    dependencies = [("profiles", "0005_named_managers")]
    operations = [
        migrations.RunSQL(copies_function("profiles_profile"), migrations.RunSQL.noop),
    ]
