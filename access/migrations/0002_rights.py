"""What was asked, given, opened in an emergency, handed over and sampled stays on record."""

from django.conf import settings
from django.db import migrations

KEPT = ["accessrequest", "breakglass", "grant", "sampledaccess", "transfer"]


def keep(apps, schema_editor):
    role = schema_editor.quote_name(settings.APP_ROLE)
    for name in KEPT:
        schema_editor.execute(f"REVOKE DELETE, TRUNCATE ON access_{name} FROM {role}")


class Migration(migrations.Migration):
    replaces = [("access", "0003_findings_glass_transfers"), ("access", "0005_samples")]
    dependencies = [("access", "0001_schema"), ("core", "0001_roles")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
