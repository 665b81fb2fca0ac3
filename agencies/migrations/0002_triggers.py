"""An agreement has at least two partners, whoever writes the rows: asked when all are written."""

from django.db import migrations

MAKE = """
CREATE FUNCTION agencies_agreement_has_partners() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  agreement bigint := CASE WHEN TG_TABLE_NAME = 'agencies_agreement' THEN NEW.id
                           ELSE (to_jsonb(OLD) ->> 'agreement_id')::bigint END;
BEGIN
  PERFORM 1 FROM agencies_agreement WHERE id = agreement FOR NO KEY UPDATE;
  IF FOUND AND (SELECT count(*) FROM agencies_agreement_partners p
                WHERE p.agreement_id = agreement) < 2 THEN
    RAISE EXCEPTION 'agreement % has fewer than two partners', agreement
      USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_has_two_partners';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER agreement_has_two_partners AFTER INSERT ON agencies_agreement
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION agencies_agreement_has_partners();
CREATE CONSTRAINT TRIGGER agreement_has_two_partners
  AFTER DELETE OR UPDATE ON agencies_agreement_partners DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION agencies_agreement_has_partners();
"""
DROP = "DROP FUNCTION agencies_agreement_has_partners CASCADE;"


class Migration(migrations.Migration):
    replaces = [("agencies", "0004_two_partners"), ("agencies", "0005_used_codes")]
    dependencies = [
        ("agencies", "0001_schema"),
        # Of other authors, one change of a model each: made here, while few models refer to users.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]
    operations = [migrations.RunSQL(MAKE, DROP)]
