"""What the tables of people are made with: how names, addresses and numbers are compared."""

import sys
import unicodedata

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

from core.tidy import APOSTROPHES, PLAIN

ONE = {chr(sign): plain for sign, plain in PLAIN.items() if len(plain) == 1} | {"ς": "σ"}
MORE = {chr(sign): plain for sign, plain in PLAIN.items() if len(plain) > 1} | {"ß": "ss"}
APART = "".join(map(chr, APOSTROPHES))


def _combining() -> str:
    """The accents and marks, as ranges of a regular expression."""
    ranges: list[list[int]] = []
    for sign in range(sys.maxunicode + 1):
        if unicodedata.combining(chr(sign)):
            if ranges and ranges[-1][1] == sign - 1:
                ranges[-1][1] = sign
            else:
                ranges.append([sign, sign])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _folded() -> str:
    plain = f"lower(regexp_replace(normalize(translate(words, {_text(APART)}, ''), NFKD), "
    plain += f"'[{_combining()}]', '', 'g'))"
    # What stands in the second list without a counterpart in the third is taken out.
    plain = f"translate({plain}, {_text(''.join(ONE) + APART)}, {_text(''.join(ONE.values()))})"
    for sign, letters in MORE.items():
        plain = f"replace({plain}, {_text(sign)}, {_text(letters)})"
    return f"btrim(regexp_replace({plain}, '\\s+', ' ', 'g'))"


# As `core.tidy.folded`, `core.names` and `profiles.search.digits_of` do it in Python: tests hold
# them equal.
FOLDED = f"""
CREATE FUNCTION folded(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN {_folded()};
"""

SEARCH = r"""
CREATE FUNCTION name_words(name text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN coalesce(nullif(regexp_replace(
  btrim(regexp_replace(folded(name), '[-., ]+', ' ', 'g')), '(^| )mc', '\1mac', 'g'), ''),
  folded(name));

CREATE FUNCTION sort_name(surname text, forenames text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN left(rtrim(replace(name_words(surname), ' ', '') || ', ' || name_words(forenames)), 200);

CREATE FUNCTION name_for_search(forenames text, surname text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN name_words(forenames || ' ' || surname)
  || CASE WHEN name_words(surname) LIKE '% %'
    THEN ' ' || replace(name_words(surname), ' ', '') ELSE '' END
  || CASE WHEN folded(forenames) LIKE '%-%'
    THEN ' ' || name_words(replace(folded(forenames), '-', '')) ELSE '' END;

CREATE FUNCTION address_for_search(address text, postcode text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN folded(address || ' ' || postcode || ' ' || replace(postcode, ' ', ''));

CREATE FUNCTION phone_for_search(number text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN replace(regexp_replace(
  regexp_replace(regexp_replace(number, '[^0-9+]', '', 'g'), '^(\+|00)440?|^44(?=[0-9]{10}$)', '0'),
  '^(\+|00)', ''), '+', '');
"""

DROP = """
DROP FUNCTION phone_for_search(text);
DROP FUNCTION address_for_search(text, text);
DROP FUNCTION name_for_search(text, text);
DROP FUNCTION sort_name(text, text);
DROP FUNCTION name_words(text);
DROP FUNCTION folded(text);
"""


class Migration(migrations.Migration):
    replaces = [("profiles", "0012_finding"), ("profiles", "0017_names_folded")]
    dependencies = [("core", "0002_sounds")]
    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(FOLDED + SEARCH, DROP),
    ]
