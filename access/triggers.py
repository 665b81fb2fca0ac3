"""SQL of the triggers that keep a shared model's holds and restrictions true, for its migration.

`FOR SHARE` in the first one, and not `FOR KEY SHARE`: a grant given while a rename is under way
waits for it and copies the new name.
"""

from agencies.models import FOREVER

# The setting names this transaction and kind of record. A statement that inserts many holds has
# locked the records, so its copies are true; without the setting, the trigger fills them in.
COPIES = """
CREATE OR REPLACE FUNCTION {prefix}_hold_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sort_name <> '' AND current_setting('ecins.brings_copies', true)
      = '{prefix}:' || pg_current_xact_id() THEN
    RETURN NEW;
  END IF;
  SELECT o.sort_name, o.search_names, o.is_restricted, o.created_at
    INTO NEW.sort_name, NEW.search_names, NEW.restricted, NEW.last_activity_at
    FROM {object} o WHERE o.id = NEW.content_object_id FOR SHARE;
  SELECT greatest(NEW.last_activity_at, max(a.last_at)) INTO NEW.last_activity_at
    FROM {activity} a
    WHERE a.content_object_id = NEW.content_object_id AND (a.section & NEW.sections) <> 0;
  RETURN NEW;
END $$;
"""

FUNCTIONS = """
CREATE FUNCTION {prefix}_object_pushes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE {team} SET sort_name = NEW.sort_name, search_names = NEW.search_names,
    restricted = NEW.is_restricted WHERE content_object_id = NEW.id;
  UPDATE {user} SET sort_name = NEW.sort_name, search_names = NEW.search_names,
    restricted = NEW.is_restricted WHERE content_object_id = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION {prefix}_activity_pushes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM {object} WHERE id = NEW.content_object_id FOR NO KEY UPDATE;
  UPDATE {team} SET last_activity_at = NEW.last_at WHERE content_object_id = NEW.content_object_id
    AND (sections & NEW.section) <> 0 AND last_activity_at < NEW.last_at;
  UPDATE {user} SET last_activity_at = NEW.last_at WHERE content_object_id = NEW.content_object_id
    AND (sections & NEW.section) <> 0 AND last_activity_at < NEW.last_at;
  RETURN NULL;
END $$;

CREATE TRIGGER {prefix}_copies BEFORE INSERT OR UPDATE OF sections ON {team}
  FOR EACH ROW EXECUTE FUNCTION {prefix}_hold_copies();
CREATE TRIGGER {prefix}_copies BEFORE INSERT OR UPDATE OF sections ON {user}
  FOR EACH ROW EXECUTE FUNCTION {prefix}_hold_copies();
CREATE TRIGGER {prefix}_pushes AFTER UPDATE OF sort_name, search_names, is_restricted ON {object}
  FOR EACH ROW WHEN (OLD.sort_name IS DISTINCT FROM NEW.sort_name
    OR OLD.search_names IS DISTINCT FROM NEW.search_names
    OR OLD.is_restricted IS DISTINCT FROM NEW.is_restricted)
  EXECUTE FUNCTION {prefix}_object_pushes();
CREATE TRIGGER {prefix}_pushes AFTER INSERT OR UPDATE ON {activity}
  FOR EACH ROW EXECUTE FUNCTION {prefix}_activity_pushes();

ALTER TABLE {team} SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE {user} SET (autovacuum_vacuum_scale_factor = 0.02);
"""

DROP = """
DROP FUNCTION {prefix}_hold_copies CASCADE;
DROP FUNCTION {prefix}_object_pushes CASCADE;
DROP FUNCTION {prefix}_activity_pushes CASCADE;
"""


def hold_triggers(prefix: str) -> tuple[str, str]:
    """The SQL to make and to drop the triggers of e.g. "profiles_profile"."""
    tables = {**_tables(prefix), "team": f"{prefix}teamhold", "user": f"{prefix}userhold"}
    return copies_function(prefix) + FUNCTIONS.format(**tables), DROP.format(**tables)


def copies_function(prefix: str) -> str:
    """The SQL of the function that fills the copies on a hold, in place of the one there is."""
    return COPIES.format(**_tables(prefix))


def _tables(prefix: str) -> dict[str, str]:
    return {"prefix": prefix, "object": prefix, "activity": f"{prefix}activity"}


NAMED = """
CREATE FUNCTION {prefix}_check_named_manager(record bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM {object} o WHERE o.id = record AND o.is_restricted AND NOT EXISTS (
    SELECT 1 FROM access_grant g JOIN agencies_membership m ON m.id = g.membership_id
    WHERE g.object_type = '{label}' AND g.object_id = o.id AND g.ended_at IS NULL
      AND g.valid_until = '{forever}' AND m.valid_until = '{forever}'
      AND m.team_id = o.owner_team_id AND m.role = 'manager'))
  THEN RAISE EXCEPTION 'restricted record % has no named manager', record
    USING ERRCODE = 'check_violation', CONSTRAINT = '{prefix}_named_manager';
  END IF;
END $$;

CREATE FUNCTION {prefix}_object_keeps_manager() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM {prefix}_check_named_manager(NEW.id); RETURN NULL; END $$;

CREATE FUNCTION {prefix}_grant_keeps_manager() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM {prefix}_check_named_manager(NEW.object_id); RETURN NULL; END $$;

CREATE FUNCTION {prefix}_membership_keeps_manager() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {prefix}_check_named_manager(g.object_id) FROM access_grant g
    WHERE g.membership_id = NEW.id AND g.ended_at IS NULL AND g.object_type = '{label}';
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER {prefix}_named_manager AFTER INSERT OR UPDATE ON {object}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.is_restricted)
  EXECUTE FUNCTION {prefix}_object_keeps_manager();
CREATE CONSTRAINT TRIGGER {prefix}_named_manager AFTER UPDATE ON access_grant
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.user_id IS NOT NULL AND NEW.object_type = '{label}')
  EXECUTE FUNCTION {prefix}_grant_keeps_manager();
CREATE CONSTRAINT TRIGGER {prefix}_named_manager AFTER UPDATE ON agencies_membership
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.role = 'manager' OR OLD.role = 'manager')
  EXECUTE FUNCTION {prefix}_membership_keeps_manager();
"""

DROP_NAMED = """
DROP FUNCTION {prefix}_object_keeps_manager CASCADE;
DROP FUNCTION {prefix}_grant_keeps_manager CASCADE;
DROP FUNCTION {prefix}_membership_keeps_manager CASCADE;
DROP FUNCTION {prefix}_check_named_manager CASCADE;
"""


def named_manager_triggers(prefix: str, label: str) -> tuple[str, str]:
    """SQL that keeps a named manager on every restricted record, checked at commit.

    A named manager manages the owner team, and both the membership and the access last until
    they are ended: neither can run out unnoticed.
    """
    words = {"prefix": prefix, "object": prefix, "label": label, "forever": FOREVER.isoformat()}
    return NAMED.format(**words), DROP_NAMED.format(**words)
