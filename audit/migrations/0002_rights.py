"""Events are added and read, never changed: by the role's rights, and by a trigger besides."""

from django.conf import settings
from django.db import migrations

MAKE = """
CREATE FUNCTION audit_event_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_refuses();
CREATE TRIGGER audit_event_never_emptied BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuses();
"""
DROP = "DROP FUNCTION audit_event_refuses() CASCADE;"


def revoke(apps, schema_editor):
    role = schema_editor.quote_name(settings.APP_ROLE)
    schema_editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM {role}")
    for table in ("audit_delivery", "audit_auditexport"):
        schema_editor.execute(f"REVOKE DELETE, TRUNCATE ON {table} FROM {role}")


class Migration(migrations.Migration):
    replaces = [("audit", "0002_append_only")]
    dependencies = [("audit", "0001_schema"), ("core", "0001_roles")]
    operations = [
        migrations.RunSQL(MAKE, DROP),
        migrations.RunPython(revoke, migrations.RunPython.noop),
    ]
