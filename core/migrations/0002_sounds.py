"""What names sound like: Daitch and Mokotoff's code of each word, kept with the names.

A code stands between tildes without its trailing noughts, so that an index of three letters finds
it whole; in capitals for digits, since words that are looked for are small letters and digits.
Sean and Shaun are both ~GJ~. Other scripts than Latin have none.
"""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

MAKE = """
CREATE FUNCTION sounds_of(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT coalesce(string_agg(DISTINCT '~'
    || translate(rtrim(code, '0'), '0123456789', 'BCDFGHJKLM') || '~', ' '), '')
  FROM regexp_split_to_table(translate(words, '''’', ''), '[^[:alpha:]]+') AS word,
    unnest(daitch_mokotoff(word)) AS code
  WHERE length(word) > 2 AND rtrim(code, '0') <> '');

CREATE FUNCTION with_sounds(names text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN rtrim(names || ' ' || sounds_of(names));
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_roles")]
    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(MAKE, "DROP FUNCTION with_sounds(text); DROP FUNCTION sounds_of(text);"),
    ]
