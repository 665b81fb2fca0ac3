"""The inbox and the trigger factors as files, in the words that their reader may read now."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from access.kinds import subjects_of
from alerts.factor_models import Factor
from alerts.factors.selectors import attach_words, factors_of
from alerts.filters import TABS, NoticeFilter
from alerts.models import Notice
from alerts.selectors import TEAM, fill, notices_in
from core import policy
from core.paging import Page, page_down
from exports.kinds import Column, ListKind, NamesPeople, listed


@listed
class AlertsExport(NamesPeople):
    """The alerts of a tab, narrowed by the address, the latest first."""

    name, title = "alerts", "Alerts"
    model, action = Notice, "notice.list"

    @cached_property
    def filter(self) -> NoticeFilter:
        return NoticeFilter(self.request)

    def of_tab(self) -> Any:
        return self.filter.narrow(notices_in(self.filter.tab, self.user))

    def readable(self) -> QuerySet:
        """Of the tab of colleagues, what the reader may still take; otherwise all of their own."""
        asked = "notice.take" if self.filter.tab == TEAM else self.action
        rows: QuerySet = policy.accessible(self.user, asked, Notice)
        return rows

    def batch(self, after: str, size: int) -> Page:
        page = page_down(self.of_tab(), "waits_since", "pk", after=after, size=size)
        return replace(page, rows=fill(page.rows, self.user))

    def number(self, most: int) -> int:
        return int(self.of_tab().order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        return list(subjects_of(notice.record for notice in rows))

    def of_section(self, rows: Any) -> list[int]:
        """Those that name what they are about: a case, it may be, with nobody in it."""
        return [notice.pk for notice in rows if notice.record is not None]

    def again(self, rows: list[int]) -> list[Notice]:
        """Of these alerts those that the reader may read now, in the words that they may."""
        found: list[Notice] = fill(list(self.readable().filter(pk__in=rows)), self.user)
        return found

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("When", lambda notice: notice.made_at),
            Column("Level", lambda notice: notice.get_level_display()),
            Column("Alert", lambda notice: notice.words),
            Column("Why", lambda notice: notice.why),
            Column("Answered", lambda notice: "" if notice.is_unanswered else "Yes"),
            Column("What happened to it", lambda notice: " ".join(notice.marks)),
        )
        if self.filter.tab != TEAM:
            return columns
        return (*columns, Column("Waits for", lambda notice: notice.recipient_name))

    @property
    def in_words(self) -> str:
        return "; ".join([f"Tab: {TABS[self.filter.tab]}", super().in_words]).rstrip("; ")

    @property
    def page(self) -> str:
        return reverse("alerts:list")


@listed
class FactorsExport(ListKind):
    """The rules of the reader's teams, the newest first, with how useful they were."""

    name, title = "trigger-factors", "Trigger factors"
    model, action = Factor, "factor.list"
    columns = (
        Column("Rule", lambda factor: factor.name),
        Column("Team", lambda factor: str(factor.team)),
        Column("State", lambda factor: "On" if factor.is_on else "Off"),
        Column("What it does", lambda factor: factor.words),
        Column("Fired in the last 90 days", lambda factor: factor.fired),
        Column("Useful", lambda factor: factor.useful),
        Column("Not useful", lambda factor: factor.useless),
    )

    def batch(self, after: str, size: int) -> Page:
        page = page_down(factors_of(self.user), "pk", after=after, size=size)
        attach_words(page.rows)
        return page

    def number(self, most: int) -> int:
        return int(self.readable().order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        """Rules are about nobody until they fire."""
        return []

    @property
    def page(self) -> str:
        return reverse("factors:list")
