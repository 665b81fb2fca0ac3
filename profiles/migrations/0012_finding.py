"""People are found by any particular: addresses and phones for search, names by their sound."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# As `core.tidy.folded` and `profiles.search.digits_of` do it in Python: tests hold them equal.
MAKE = r"""
CREATE FUNCTION folded(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN btrim(regexp_replace(regexp_replace(replace(lower(normalize(words, NFKD)), 'ß', 'ss'),
  '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g'));

CREATE FUNCTION address_for_search(address text, postcode text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN folded(address || ' ' || postcode || ' ' || replace(postcode, ' ', ''));

CREATE FUNCTION phone_for_search(number text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN number ~ '^\s*(\+\s*44|0044)'
  THEN '0' || regexp_replace(regexp_replace(number, '[^0-9]', '', 'g'), '^(0044|44)0?', '')
  ELSE regexp_replace(number, '[^0-9]', '', 'g') END;
"""
DROP = """
DROP FUNCTION address_for_search(text, text);
DROP FUNCTION phone_for_search(text);
DROP FUNCTION folded(text);
"""


class Migration(migrations.Migration):
    dependencies = [("profiles", "0011_log_in_full"), ("core", "0002_sounds")]
    operations = [
        migrations.RunSQL(MAKE, DROP),
        migrations.AddField(
            model_name="address",
            name="search_text",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("text", "postcode", function="address_for_search"),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="digits",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("number", function="phone_for_search"),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddIndex(
            model_name="address",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                name="address_search",
            ),
        ),
        migrations.AddIndex(
            model_name="phone",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("digits", name="gin_trgm_ops"),
                name="phone_digits",
            ),
        ),
        migrations.RunSQL(
            "UPDATE profiles_profile SET search_names = with_sounds(search_names)",
            migrations.RunSQL.noop,
        ),
    ]
