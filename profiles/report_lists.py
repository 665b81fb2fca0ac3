"""The reports about a person, as the page of all of them lists them."""

from typing import Any

from agencies.models import User
from core import policy, prepared
from core.paging import PAGE_SIZE, Page, below, downwards, page_of_rows, start_of
from profiles.models import Profile, Report

NEWEST = ("submitted_at", "pk")


def reports_of(
    person: Profile, user: User, *, after: str, with_discarded: bool
) -> tuple[Page, list[Report], list[Report]]:
    """A page of submitted reports, the drafts of the user's teams, and what these discarded."""
    start = start_of(after, Report, NEWEST)
    found = _reports(start is None, with_discarded, user=user, person=person.pk)
    if start is not None:
        found["submitted"] = _submitted_after(person, user, start)
    page = page_of_rows(found["submitted"], NEWEST, is_first=start is None)
    return page, found["unfinished"], found.get("discarded", [])


@prepared.query
def _reports(is_first: bool, with_discarded: bool, *, user: Any, person: Any) -> dict[str, Any]:
    seen = policy.accessible(user, "report.view", Report).of_person(person)
    found = {"unfinished": seen.unfinished().listed()}
    if is_first:
        found["submitted"] = _newest(seen.submitted().listed())
    if with_discarded:
        restorable = policy.accessible(user, "report.restore", Report)
        found["discarded"] = restorable.of_person(person).listed()
    return found


def _submitted_after(person: Profile, user: User, start: Any) -> list[Report]:
    seen = policy.accessible(user, "report.view", Report).of_person(person)
    return list(_newest(below(seen.submitted().listed(), NEWEST, start)))


def _newest(reports: Any) -> Any:
    return reports.order_by(*downwards(Report, NEWEST))[: PAGE_SIZE + 1]
