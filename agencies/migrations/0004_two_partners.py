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
    dependencies = [("agencies", "0003_joining")]
    operations = [migrations.RunSQL(MAKE, DROP)]
