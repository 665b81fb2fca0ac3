"""The words of contacts, reports and documents, as the search looks them up: their stems.

The column `said` is in no model, so that no page that lists entries fetches it: `home.search`
alone asks for it. The database makes it, whoever writes the row.
"""

from django.db import migrations

# The stemmer without its list of stop words: Will and Don are names here.
WORDS = r"""
CREATE TEXT SEARCH DICTIONARY public.stems (TEMPLATE = pg_catalog.snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION public.said (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.said
  ALTER MAPPING REPLACE pg_catalog.english_stem WITH public.stems;

CREATE FUNCTION said(words text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN to_tsvector('public.said'::regconfig,
  regexp_replace(folded(words), '[^[:alnum:]]+', ' ', 'g'));

CREATE FUNCTION answers_said(content jsonb) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN said(regexp_replace(
  jsonb_path_query_array(content, '$[*].questions[*].text')::text || ' '
  || jsonb_path_query_array(content, '$[*].questions[*].more')::text,
  '\\[nrtbf"\\/]', ' ', 'g'));
"""
NO_WORDS = """
DROP FUNCTION answers_said(jsonb);
DROP FUNCTION said(text);
DROP TEXT SEARCH CONFIGURATION public.said;
DROP TEXT SEARCH DICTIONARY public.stems;
"""


def column(table, expression):
    """The column of a table, and its index."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN said tsvector GENERATED ALWAYS AS ({expression}) STORED;"
        f"CREATE INDEX {table}_said ON {table} USING gin (said);",
        f"ALTER TABLE {table} DROP COLUMN said;",
    )


class Migration(migrations.Migration):
    dependencies = [("profiles", "0004_lookups")]
    operations = [
        migrations.RunSQL(WORDS, NO_WORDS),
        column(
            "profiles_contact",
            "said(text || ' ' || response || ' ' || anxieties || ' ' || told_by)",
        ),
        column("profiles_report", "answers_said(content)"),
        column("profiles_profiledocument", "said(name || ' ' || description)"),
        migrations.RunSQL(
            "CREATE INDEX contact_newest ON profiles_contact (happened_on DESC, id DESC)",
            "DROP INDEX contact_newest",
        ),
    ]
