"""SQL of the triggers that keep the copies on holds true, for a concrete shared model's migration.

`FOR SHARE` in the first one, and not `FOR KEY SHARE`: a grant given while a rename is under way
waits for it and copies the new name.
"""

FUNCTIONS = """
CREATE FUNCTION {prefix}_hold_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT o.sort_name, o.search_names, o.is_restricted, o.created_at
    INTO NEW.sort_name, NEW.search_names, NEW.restricted, NEW.last_activity_at
    FROM {object} o WHERE o.id = NEW.content_object_id FOR SHARE;
  SELECT greatest(NEW.last_activity_at, max(a.last_at)) INTO NEW.last_activity_at
    FROM {activity} a
    WHERE a.content_object_id = NEW.content_object_id AND (a.section & NEW.sections) <> 0;
  RETURN NEW;
END $$;

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
    tables = {
        "prefix": prefix,
        "object": prefix,
        "team": f"{prefix}teamhold",
        "user": f"{prefix}userhold",
        "activity": f"{prefix}activity",
    }
    return FUNCTIONS.format(**tables), DROP.format(**tables)
