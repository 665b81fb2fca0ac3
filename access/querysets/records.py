"""The three querysets of every shared record: what a user may read, know of, and administer.

The rule of `visible_to`, in this order. A closed account sees nothing. An exclusion beats
everything. A restricted record is visible through live named holds only. Otherwise: a live hold
of a team in which the user is practitioner or manager, or a live named hold, for its sections and
level; or emergency access less than an hour old, to read. The query tests all of it: nothing
waits for a job.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Now

from access import known_through
from access.effective_access import access_paths, permits
from access.filter_sql import one_by_one
from access.first_found import first_of
from access.levels import Level, bit
from access.paging import Wanted, count_of, ids_of, keys_of, records_of
from agencies.models import Membership, Team
from core.paging import Page
from core.policy import is_someone
from core.querysets import ProtectedQuerySet
from core.request_cache import cached_for_request


class HoldQuerySet(models.QuerySet):
    """Holds, as they bite."""

    def is_generic(self) -> bool:
        """For guardian: a hold points straight at its object."""
        return False

    def live(self) -> Self:
        """Those that have not run out."""
        return self.filter(valid_until__gt=Now())

    def at_least(self, level: int, section_bit: int = 0) -> Self:
        """Holds of at least this level that include the section."""
        found = self.filter(level__gte=level)
        if section_bit:
            found = found.annotate(held=F("sections").bitand(section_bit)).filter(held=section_bit)
        return found


class SharedQuerySet(ProtectedQuerySet):
    """Records that are shared."""

    is_compiled_once = True

    def visible_to(self, user: Any, *, section: str = "", level: int = Level.VIEW) -> Self:
        """What the user may read; with a section, what they may read of it."""
        if not is_someone(user):
            return self.none()
        section_bit = bit(self.model, section) if section else 0
        here = {"content_object_id": OuterRef("pk")}
        teams = Membership.objects.with_record_access(user).values("team_id")
        team_holds = self._holds("team_holds").live().at_least(level, section_bit)
        user_holds = self._holds("user_holds").live().at_least(level, section_bit)
        allowed = Exists(team_holds.filter(**here, group_id__in=teams, restricted=False)) | Exists(
            user_holds.filter(**here, user_id=user.pk, user__is_active=True)
        )
        if level == Level.VIEW:
            glass = self._about("BreakGlass").open_to(user)
            allowed |= Exists(glass) & Q(is_restricted=False)
        return self.filter(allowed).exclude(Exists(self._exclusions_of(user)))

    def with_section(self, user: Any, section: str) -> Self:
        """Records where the user may read this section.

        The lists' own statements know it by the mark, and ask it of each hold (access.paging).
        """
        if not is_someone(user):
            return self.none()
        key = ("of section", self.model, user.pk, section)
        return self.filter(pk__in=cached_for_request(key, lambda: self._of_section(user, section)))

    def _of_section(self, user: Any, section: str) -> Self:
        held = self.model._default_manager.visible_to(user, section=section).values("pk")
        held.query.of_section = (user.pk, bit(self.model, section))
        return held

    def shows(self, user: Any, obj: Any, *, section: str = "", level: int = Level.VIEW) -> bool:
        """`visible_to`, asked of one record."""
        paths = access_paths(user, self.model, obj.pk)
        return permits(paths, self.model, section=section, level=level)

    def known_to(self, user: Any) -> Self:
        """What the user may know exists: what they may read, and stubs."""
        if not is_someone(user):
            return self.none()
        return self.visible_to(user) | self.stubs_for(user)

    def stubs_for(self, user: Any) -> Self:
        """Records that a colleague may read by name, that the user has found, or has a task about.

        Never a restricted record, a discreet team's, or one the user is excluded from.
        """
        colleagues = (
            self._holds("user_holds")
            .live()
            .filter(
                content_object_id=OuterRef("pk"),
                membership__team_id__in=Membership.objects.with_record_access(user).values(
                    "team_id"
                ),
            )
        )
        found = self._about("Discovery").filter(user_id=user.pk, valid_until__gt=Now())
        known: Any = Exists(colleagues) | Exists(found) & Q(Exists(self._owners_beside(user)))
        for source in known_through.sources():
            known |= Exists(self._naming(source(user)))
        return self.knowable_by(user).filter(known)

    def to_be_found_by(self, user: Any) -> Self:
        """Records that an exact identifier, or exact name and birth date, shows as a stub."""
        if not is_someone(user):
            return self.none()
        return self.knowable_by(user).filter(Exists(self._owners_beside(user)))

    def knowable_by(self, user: Any) -> Self:
        """Records whose existence is no secret from this user."""
        discreet = Team.objects.filter(is_discreet=True, pk=OuterRef("owner_team_id"))
        return (
            self.filter(is_restricted=False)
            .exclude(Exists(discreet))
            .exclude(Exists(self._exclusions_of(user)))
        )

    def proposable_to(self, user: Any) -> Self:
        """Records that may be proposed to the user: of restricted ones, those the user reads."""
        return self.exclude(Exists(self._exclusions_of(user))).filter(
            Q(is_restricted=False) | Q(pk__in=self.model._default_manager.visible_to(user))
        )

    def administrable_by(self, user: Any) -> Self:
        """What an area administrator may share without reading: owned in the area."""
        if not is_someone(user):
            return self.none()
        owners = Team.objects.administered_by(user).values("pk")
        return self.knowable_by(user).filter(owner_team_id__in=owners)

    def with_subjects(self) -> Self:
        """Each with what `subject_ids` gives, where it would ask for that record by record."""
        return self

    def page_for(self, user: Any, **asked: Any) -> Page:
        """One page of what the user may read, each record with its owner: as `keys_for`."""
        return records_of(self.model, self.keys_for(user, **asked))

    def keys_for(
        self,
        user: Any,
        *,
        order: str = "name",
        after: str = "",
        words: str = "",
        alike: bool = False,
        only: str = "",
        size: int = 25,
    ) -> Page:
        """One page of ids of what the user may read, in this order, from the holds' own indexes.

        Those whose names contain each of the words or, if alike, have words like them; with
        `only`, not those whose names contain each of its words.
        """
        wanted = Wanted(self, user, words, alike, only)
        return keys_of(wanted, order=order, after=after, size=size)

    def first_for(
        self,
        user: Any,
        tries: Sequence[tuple[Self, dict[str, Any]]],
        beside: tuple[Self, dict[str, Any]] | None = None,
        *,
        order: str = "name",
        size: int = 25,
        more: int = 10,
    ) -> tuple[int, Page, list[int]]:
        """Which of several ways to look finds anybody first, and a page of ids; by one statement.

        Each is a queryset and what `keys_for` is asked with. Of `beside`, so many more ids, if it
        is the last one that finds somebody.
        """
        wanted = [Wanted(queryset, user, **how) for queryset, how in tries]
        also = Wanted(beside[0], user, **beside[1]) if beside else None
        return first_of(wanted, also, order=order, size=size, more=more)

    def count_for(
        self,
        user: Any,
        *,
        words: str = "",
        alike: bool = False,
        cap: int = 1000,
    ) -> int:
        """How many the user may read; counted no further than one more than the cap."""
        return count_of(Wanted(self, user, words, alike), cap=cap)

    def ids_for(
        self,
        user: Any,
        *,
        words: str = "",
        alike: bool = False,
        cap: int = 1000,
    ) -> list[int]:
        """The ids of what the user may read; no more than one over the cap."""
        return ids_of(Wanted(self, user, words, alike), cap=cap)

    def led_by(self, user: Any, teams: Iterable[Any]) -> dict[int, int]:
        """How many records of each of these teams a person leads."""
        led = self.filter(lead=user, owner_team__in=list(teams)).order_by()
        return dict(led.values_list("owner_team_id").annotate(number=Count("pk")))

    def without_lead_at_work(self) -> Self:
        """Records without a lead who works in the team that manages them."""
        leads = Membership.objects.at_work(OuterRef("owner_team_id"), OuterRef("lead_id"))
        left = self.model._base_manager.filter(~Exists(leads))
        return self.filter(pk__in=one_by_one(left.values("pk")))

    def _holds(self, name: str) -> HoldQuerySet:
        return self.model._meta.get_field(name).related_model.objects.all()

    def _about(self, name: str) -> Any:
        """Rows of access that name the record in the outer query."""
        return self._naming(apps.get_model("access", name)._default_manager.all())

    def _naming(self, rows: Any) -> Any:
        """Of rows that name records of any kind, those that name the one in the outer query."""
        return rows.filter(object_type=self.model._meta.label_lower, object_id=OuterRef("pk"))

    def _owners_beside(self, user: Any) -> models.QuerySet:
        return Team.objects.at_work_beside(user).filter(pk=OuterRef("owner_team_id"))

    def _exclusions_of(self, user: Any) -> models.QuerySet:
        exclusions = self.model._meta.get_field("exclusions").related_model
        return exclusions.objects.filter(
            content_object_id=OuterRef("pk"), user_id=user.pk, ended_at=None
        )


class ChildQuerySet(ProtectedQuerySet):
    """Rows that belong to a record: visible to those who hold their section of it."""

    is_compiled_once = True

    parent = ""
    section = ""

    def with_words(self) -> Self:
        """With the rows that a line about it names."""
        return self

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """Rows of records whose section the user holds, at this level or a higher one."""
        records = self.model._meta.get_field(self.parent).related_model.objects
        visible = records.visible_to(user, section=section or self.section, level=level)
        return self.filter(Exists(visible.filter(pk=OuterRef(f"{self.parent}_id"))))
