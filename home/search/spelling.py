"""Words of texts that are spelt nearly as what was typed, where nothing has the words themselves.

They come from what PostgreSQL keeps for its planner about the column of each table: the words of
many entries, and not those of a few, as the name of a person is. So no list of ours is to be kept
up to date, or to be protected. That there is such a word is never told by itself: what the reader
may read and has it is shown, and names it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from home.search.asked import Asked
from home.search.marking import found_in

# A shorter word is like too many others; more than one letter may be wrong in a longer one.
SHORTEST, LONGER = 4, 6
MOST = 3  # near words for each word
SPELT_NEARLY = "Nothing has “{}”. These have {}."
WORDS_LIKE_IT = "words like it"

KNOWN = """SELECT w.word, max(w.share) AS share FROM pg_catalog.pg_stats s
  CROSS JOIN LATERAL
    unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS w (word, share)
  WHERE s.schemaname = 'public' AND s.attname = 'said' AND s.tablename = ANY (%(tables)s)
  AND w.word ~ '^[a-z]+$' GROUP BY w.word"""
NEAR = """WITH known AS MATERIALIZED ({known}),
  asked AS (SELECT token, (ts_lexize('public.stems', token))[1] AS stem
    FROM unnest(%(tokens)s::text[]) token)
SELECT a.token, near.word FROM asked a CROSS JOIN LATERAL (
  SELECT k.word FROM known k, levenshtein_less_equal(a.stem, k.word, 2) AS apart
  WHERE apart <= CASE WHEN length(a.stem) < %(longer)s THEN 1 ELSE 2 END
  AND (apart = 1 OR left(a.stem, 1) = left(k.word, 1))
  ORDER BY apart, k.share DESC, k.word LIMIT %(most)s) near
WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.word = a.stem)"""


def near_words(tokens: list[str], tables: list[str]) -> dict[str, list[str]]:
    """For each of these words that few entries of the tables have: stems spelt nearly so."""
    likely = [one for one in tokens if len(one) >= SHORTEST and one.isascii() and one.isalpha()]
    found: dict[str, list[str]] = {}
    if not likely:
        return found
    params: dict[str, Any] = {"tokens": likely, "tables": tables, "longer": LONGER, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(NEAR.format(known=KNOWN), params)
        for token, stem in cursor.fetchall():
            found.setdefault(token, []).append(stem)
    return found


def nearly(asked: Asked, shown: Iterable[str]) -> str:
    """What the texts that a reader is shown have in place of the words, as it is written there."""
    words = sorted(found_in(shown, asked.stems_near))[:MOST]
    named = " and ".join(f"“{word}”" for word in words) or WORDS_LIKE_IT
    return SPELT_NEARLY.format(asked.words, named)
