"""What the fields of a record were is added to, never changed; grants are never removed."""

from django.conf import settings
from django.db import migrations


def revoke(apps, schema_editor):
    role = schema_editor.quote_name(settings.APP_ROLE)
    for table in schema_editor.connection.introspection.table_names():
        if table.startswith("profiles_historical"):
            schema_editor.execute(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {schema_editor.quote_name(table)} FROM {role}"
            )
    schema_editor.execute(f"REVOKE DELETE, TRUNCATE ON access_grant FROM {role}")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0003_lists"), ("access", "0002_initial")]
    operations = [migrations.RunPython(revoke, migrations.RunPython.noop)]
