"""What names sound like: Daitch and Mokotoff's code of each word, kept with the names.

A code stands between tildes without its trailing noughts, so that an index of three letters finds
it whole; in capitals for digits, since words that are looked for are small letters and digits.
Sean and Shaun are both ~GJ~. Other scripts than Latin have none.

PostgreSQL 16 and newer make the codes themselves; on 15 a function of ours makes the same ones.
"""

import json

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

BUILT_IN = 160000

# Daitch and Mokotoff's chart: letters, and their code at the start, before a vowel and elsewhere.
# X is not coded; | parts two ways to hear the same letters. 1, 2, 3 stand for Ą, Ę and Ţ.
CHART = """
AI AJ AY EI EJ EY OI OJ OY UI UJ UY UE=0,1,X
AU=0,7,X
EU=1,1,X
IA IE IO IU Y=1,X,X
A E I O U=0,X,X
1 2=X,X,6|X,X,X
J=1,X,X|4,4,4
H=5,5,X
B F FB P PF PH V W=7,7,7
G K KH Q=5,5,5
C CH=5,5,5|4,4,4
CK=5,5,5|45,45,45
CHS KS X=5,54,54
D DT T TH=3,3,3
3=3,3,3|4,4,4
L=8,8,8
M N=6,6,6
MN NM=66,66,66
R=9,9,9
RZ RS=94,94,94|4,4,4
CZ CS CSZ CZS DRZ DRS DS DSH DSZ DZ DZH DZS S SCH SH SZ TCH TTCH TTSCH=4,4,4
TRZ TRS TSCH TSH TS TTS TTSZ TC TZ TTZ TZS TSZ Z ZH ZS ZSCH ZSH=4,4,4
SCHTSCH SCHTSH SCHTCH SHTCH SHCH SHTSH STCH STSCH SC STRZ STRS STSH SZCZ SZCS=2,4,4
ZDZ ZDZH ZHDZH=2,4,4
SHT SCHT SCHD ST SZT SHD SZD SD ZD ZHD=2,43,43
"""

# Letters with marks, and what they are read as.
MARKED = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßÿ"
MARKED_CAPITALS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
PLAIN = "AAAAAAECEEEEIIIIDNOOOOOOUUUUYDSY"
FROM = "abcdefghijklmnopqrstuvwxyz" + MARKED + MARKED_CAPITALS + "ąĄęĘţŢțȚ"
TO = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + PLAIN + PLAIN[:-2] + "11223333"

OURS = """
CREATE FUNCTION sound_codes(word text) RETURNS text[]
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  chart CONSTANT jsonb := '{chart}';
  heard text[] := ARRAY(SELECT chart ->> piece[1] FROM regexp_matches(
    regexp_replace(translate(word, '{from_}123', '{to}'), '[^A-Z123]', '', 'g'),
    '{letters}', 'g') AS piece);
  ways text[] := '{{//}}';  -- the code so far / its last digit / v or c: what must come next
  made text[];
  way text; codes text; after text; ahead text; digits text;
BEGIN
  IF heard = '{{}}' THEN RETURN NULL; END IF;
  FOR n IN 1..array_length(heard, 1) LOOP
    made := '{{}}';
    FOREACH way IN ARRAY ways LOOP
      FOREACH codes IN ARRAY string_to_array(heard[n], '|') LOOP
        CONTINUE WHEN split_part(way, '/', 3)
          = CASE WHEN codes < '2' THEN 'c' ELSE 'v' END;
        FOREACH after IN ARRAY string_to_array(coalesce(heard[n + 1], 'X'), '|') LOOP
          ahead := CASE WHEN after < '2' THEN 'v' ELSE 'c' END;
          digits := split_part(codes, ',',
            CASE WHEN n = 1 THEN 1 WHEN ahead = 'v' THEN 2 ELSE 3 END);
          made := made || (left(split_part(way, '/', 1) || CASE
              WHEN digits = 'X' THEN ''
              WHEN left(digits, 1) = split_part(way, '/', 2) THEN substr(digits, 2)
              ELSE digits END, 6) || '/' || right(digits, 1) || '/' || ahead);
        END LOOP;
      END LOOP;
    END LOOP;
    ways := CASE array_length(made, 1) WHEN 1 THEN made
      ELSE ARRAY(SELECT DISTINCT unnest(made)) END;
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT rpad(split_part(one, '/', 1), 6, '0') FROM unnest(ways) AS one);
END $$;
"""

MAKE = """
CREATE FUNCTION sounds_of(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT coalesce(string_agg(DISTINCT '~'
    || translate(rtrim(code, '0'), '0123456789', 'BCDFGHJKLM') || '~', ' '), '')
  FROM regexp_split_to_table(translate(words, '''’', ''), '[^[:alpha:]]+') AS word,
    unnest({codes}(word)) AS code
  WHERE length(word) > 2 AND rtrim(code, '0') <> '');

CREATE FUNCTION with_sounds(names text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN rtrim(names || ' ' || sounds_of(names));
"""


def ours():
    """The statement that makes our function, for a server that has none."""
    rows = [line.split("=") for line in CHART.strip().splitlines()]
    chart = {letters: codes for group, codes in rows for letters in group.split()}
    longest_first = "|".join(sorted(chart, key=len, reverse=True))
    return OURS.format(chart=json.dumps(chart), letters=longest_first, from_=FROM, to=TO)


def make(apps, schema_editor):
    is_built_in = schema_editor.connection.pg_version >= BUILT_IN
    if not is_built_in:
        schema_editor.execute(ours())
    codes = "daitch_mokotoff" if is_built_in else "sound_codes"
    schema_editor.execute(MAKE.format(codes=codes))


def drop(apps, schema_editor):
    for function in ("with_sounds", "sounds_of", "sound_codes"):
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}(text)")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_roles")]
    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunPython(make, drop),
    ]
