"""A pytest plugin: what tests need not do again and again."""

import gc
import re

import pytest
from psycopg._preparing import PrepareManager

# The collector of cycles looks after so many new objects, and seldom through the old ones.
GARBAGE = (50_000, 20, 50)
CHANGES_TABLES = re.compile(rb"(DROP|ALTER|DISCARD ALL|DEALLOCATE ALL)\b")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    """What is loaded by now stays: nothing of it is garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def keep_plans():
    """Statements stay prepared beyond ROLLBACK, with which every test and every refusal ends.

    psycopg forgets them then, in case tables were made and taken back. The role `app` makes none,
    and planning the statements of each page anew takes longer than all else that a test does.
    """
    forget = PrepareManager.clear

    def discard(self, prep, results):
        changed = any(CHANGES_TABLES.match(one.command_status or b"") for one in results)
        return changed and forget(self)

    PrepareManager._should_discard = discard
    PrepareManager.clear = lambda self: False


keep_plans()
