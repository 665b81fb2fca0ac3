"""Who exports lists, fetches the files, and allows those that go over the limit."""

from typing import Any

from django.db.models import QuerySet

from core.policy import allow, rule
from exports import sheets
from exports.kinds import find
from exports.models import Export


def of_colleagues(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What colleagues want to export over the limit, in the teams that the user manages."""
    return model._default_manager.decidable_by(user)


def list_of(user: Any, export: Export) -> Any:
    """The list of an export, if the user may have it now."""
    return find(user, export.kind, export.query, export.of)


@rule("export.ask", because="You can no longer open this list.")
def opens_the_list(user: Any, export: Export) -> bool:
    """May the user have the list itself, now?"""
    return list_of(user, export) is not None


allow("export.view", model="exports.Export")


@rule(
    "export.fetch",
    because="What you may see has changed since this file was made. Ask for a new one.",
)
def still_sees_all(user: Any, export: Export) -> bool:
    """May who downloads a finished file still see every row in it, and know every team?"""
    if export.state != Export.State.READY:
        return True  # nothing to fetch, and the page says so
    if not sheets.is_whole(export.file_name, export.sha256):
        return True
    found = list_of(user, export)
    if found is None or not set(found.hidden_teams) <= set(export.hidden_teams):
        return False
    # By no cursor: one that is left before its end is closed by the collector, in some later
    # transaction, and spoils that.
    return all(
        found.sees_all(part.rows, part.people) and found.reads_all(part.of_section)
        for part in export.parts.all()
    )


allow("export.decide", stands_on=of_colleagues)
