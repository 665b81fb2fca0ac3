"""The triggers of who has access to a person, which assessment is the latest, and what stays."""

from django.conf import settings
from django.db import migrations

from access.operations import AccessTriggers

LATEST = """
CREATE FUNCTION profiles_riskassessment_latest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE profiles_riskassessment r SET is_latest = (r.id = newest.id)
    FROM (SELECT id FROM profiles_riskassessment WHERE profile_id = NEW.profile_id
      ORDER BY assessed_on DESC, id DESC LIMIT 1) newest
    WHERE r.profile_id = NEW.profile_id AND r.is_latest <> (r.id = newest.id);
  RETURN NULL;
END $$;
CREATE TRIGGER profiles_riskassessment_latest
  AFTER INSERT OR UPDATE OF profile_id, assessed_on ON profiles_riskassessment
  FOR EACH ROW EXECUTE FUNCTION profiles_riskassessment_latest();
"""


def keep(apps, schema_editor):
    """What was decided is not undecided."""
    role = schema_editor.quote_name(settings.APP_ROLE)
    schema_editor.execute(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON profiles_custodydecision FROM {role}"
    )


class Migration(migrations.Migration):
    replaces = [
        ("profiles", "0002_hold_triggers"),
        ("profiles", "0004_history_only_grows"),
        ("profiles", "0005_named_managers"),
        ("profiles", "0006_many_holds_bring_copies"),
        ("profiles", "0013_saved_views"),
    ]
    dependencies = [("profiles", "0002_schema"), ("core", "0001_roles")]
    operations = [
        AccessTriggers("profile"),
        migrations.RunSQL(LATEST, "DROP FUNCTION profiles_riskassessment_latest CASCADE"),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
