"""Which people, gradings of risk and saved views a user meets, and how people are narrowed."""

import datetime
from typing import Any, Self

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Lower
from django.utils import timezone

from access.filter_sql import one_by_one
from access.querysets import ChildQuerySet, SharedQuerySet
from core import prepared
from core.policy import is_someone
from core.querysets import as_array


class ProfileQuerySet(SharedQuerySet):
    """People."""

    def with_role(self, kind: str) -> Self:
        """People who hold this role today."""
        roles = self.model._meta.get_field("roles").related_model
        return self.filter(pk__in=roles.objects.filter(kind=kind).current().values("profile_id"))

    def owned_by(self, team: Any) -> Self:
        """Those whose record this team manages."""
        return self.filter(owner_team=team)

    def in_custody(self, establishments: Any = None) -> Self:
        """People who are in an establishment now; in one of these, if any are named."""
        stays = self._details("stays").current()
        if establishments is not None:
            stays = stays.filter(establishment__in=establishments)
        return self.filter(pk__in=stays.order_by().values("profile_id"))

    def in_community(self) -> Self:
        """People who are in no establishment now."""
        stays = self._details("stays").current()
        return self.filter(~Exists(stays.filter(profile_id=OuterRef("pk"))))

    def with_phone(self, digits: str) -> Self:
        """People with these digits in a phone number, of today or of earlier."""
        found = self._details("phones").with_digits(digits)
        return self.filter(pk__in=found.order_by().values("profile_id"))

    def with_address(self, words: str, *, alike: bool = False) -> Self:
        """People with these words, or some like them, in an address of today or of earlier."""
        found = self._details("addresses").containing(words, alike=alike)
        return self.filter(pk__in=found.order_by().values("profile_id"))

    def with_name_and_address(self, words: list[str]) -> Self:
        """People with the last of these words in an address, and each other one in it or a name.

        Ask it of people whom a name has found already: it reads the addresses of each.
        """
        *between, place = words[:8]
        found = self._details("addresses").containing(place)
        for word in between:
            named = Q(profile__search_names__contains=word)
            found = found.filter(Q(search_text__contains=word) | named)
        return self.filter(pk__in=one_by_one(found.order_by().values("profile_id")))

    def with_warning(self, kind: Any = None) -> Self:
        """People with a warning in force; of this kind, if one is named."""
        warnings = self._details("warnings").current()
        if kind is not None:
            warnings = warnings.filter(kind=kind)
        return self.filter(pk__in=warnings.order_by().values("profile_id"))

    def owned_by_any(self, teams: list[int]) -> Self:
        """People whose record one of these teams manages."""
        owned = self.model._base_manager.filter(owner_team__in=teams).values("pk")
        return self.filter(pk__in=one_by_one(owned)) if teams else self.none()

    def owned_by_others(self, teams: list[int]) -> Self:
        """People whose record none of these teams manages."""
        others = self.model._base_manager.exclude(owner_team__in=teams).values("pk")
        return self.filter(pk__in=one_by_one(others)) if teams else self.all()

    def worked_with_by(self, user: Any, today: Any = None) -> Self:
        """People whom the user leads, manages on licence, or works with, by name."""
        led = self.model._base_manager.filter(lead=user.pk).values("pk")
        works = [
            self._details(name).current(today).filter(user=user.pk).order_by().values("profile_id")
            for name in ("involvements", "statuses")
        ]
        return self.filter(pk__in=led.union(*works))

    def at_risk(self, level: Any) -> Self:
        """People whose latest assessment has this level. Narrow to readers of risk first."""
        return self.filter(pk__in=self._details("risk_assessments").latest_of(level))

    def in_cohort(self, kind: Any) -> Self:
        """People who are in this cohort now."""
        cohorts = self._details("cohorts").current().filter(kind=kind)
        return self.filter(pk__in=cohorts.order_by().values("profile_id"))

    def with_risk_review_overdue(self, today: Any) -> Self:
        """People whose review of the risk is overdue. Narrow to readers of risk first."""
        overdue = self._details("risk_assessments").review_overdue(today)
        return self.filter(pk__in=overdue.order_by().values("profile_id"))

    def with_report_owed_by(self, teams: list[int], before: Any = None) -> Self:
        """People about whom one of these teams owes a report; before a day: overdue by then.

        Callers must narrow to readers of reports.
        """
        owed = self._details("due_reports").owed_by(as_array(teams))
        if before is not None:
            owed = owed.filter(due_on__lt=before)
        return self.filter(pk__in=owed.order_by().values("profile_id"))

    def without_contact_since(self, day: datetime.date) -> Self:
        """People known by this day, by their record or their log, and with no contact after it.

        Callers must narrow to readers of the section.
        """
        took_place = self._details("contacts").took_place().order_by()
        of_person = took_place.filter(profile_id=OuterRef("pk"))
        opened = datetime.datetime.combine(day, datetime.time.max, timezone.get_current_timezone())
        known = Q(created_at__lte=opened) | Exists(of_person.filter(happened_on__lte=day))
        quiet = self.model._base_manager.filter(
            ~Exists(of_person.filter(happened_on__gt=day)), known
        )
        return self.filter(pk__in=one_by_one(quiet.values("pk")))

    # ---- How many ---------------------------------------------------------------------------
    def with_and_without(self, rows: Any) -> tuple[int, int]:
        """How many people there are, and how many of them none of these rows is about."""
        about = Exists(rows.filter(profile_id=OuterRef("pk")))
        found = self.order_by().aggregate(all=Count("pk"), without=Count("pk", filter=~about))
        return found["all"], found["without"]

    def by_area(self) -> QuerySet:
        """How many are managed in each area: its name, or None, and the number."""
        areas = self.order_by().values("owner_team__areas__name")
        numbers = areas.annotate(number=Count("pk")).order_by("owner_team__areas__name")
        return numbers.values_list("owner_team__areas__name", "number")

    def _details(self, name: str) -> Any:
        return self.model._meta.get_field(name).related_model.objects.all()


# What of each kind is in force today, and rows that a record names.
IDENTITY = (
    *("warnings", "statuses", "involvements", "stays", "roles", "other_names"),
    "identifiers",
)
NAMED = ("owner_team", "lead", "ethnicity")


def with_identity(person: Any) -> None:
    """Fetch who a person is, as it comes with any access: what is in force today of each kind.

    In one statement, which is compiled once.
    """
    ids = {name: getattr(person, f"{name}_id") or 0 for name in NAMED}
    today = timezone.localdate()
    found = _identity(type(person), person=person.pk, today=today, **ids)
    for name in IDENTITY:
        for row in found[name]:
            row.profile = person
        setattr(person, f"current_{name}", found[name])
    for name in NAMED:
        for row in found[name]:
            setattr(person, name, row)


@prepared.query
def _identity(
    model: Any, *, person: Any, today: Any, owner_team: Any, lead: Any, ethnicity: Any
) -> Any:
    named = {"owner_team": owner_team, "lead": lead, "ethnicity": ethnicity}

    def related(name: str) -> Any:
        return model._meta.get_field(name).related_model

    return {
        name: related(name).objects.filter(profile_id=person).current(today).with_words()
        for name in IDENTITY
    } | {name: related(name)._base_manager.filter(pk=pk) for name, pk in named.items()}


class RiskQuerySet(ChildQuerySet):
    """Risk assessments."""

    parent = "profile"
    section = "risk"

    def with_words(self) -> Self:
        """With the level."""
        return self.select_related("level")

    def latest_of(self, level: Any) -> Any:
        """The ids of the people whose latest assessment this is."""
        return self.filter(level=level, is_latest=True).order_by().values("profile_id")

    def people_by_level(self) -> QuerySet:
        """How many people have each level by their latest assessment: name, badge, number."""
        levels = self.filter(is_latest=True).order_by("level__position", "level__name")
        numbers = levels.values("level__position", "level__name", "level__badge").annotate(
            number=Count("profile_id", distinct=True)
        )
        return numbers.values_list("level__name", "level__badge", "number")

    def review_overdue(self, today: Any) -> Self:
        """Those in force whose review was due before today."""
        return self.filter(is_latest=True, review_on__isnull=False, review_on__lt=today)

    def latest_first(self) -> Self:
        """The assessment in force, then those before it."""
        return self.with_words().order_by("-assessed_on", "-pk")

    def in_force(self) -> Any:
        """The latest assessment."""
        return self.latest_first().first()


class SavedViewQuerySet(QuerySet):
    """Saved views of lists."""

    def visible_to(self, user: Any) -> Self:
        """The user's own."""
        return self.filter(user_id=user.pk) if is_someone(user) else self.none()

    def of(self, kind: str) -> Self:
        """Views of this list."""
        return self.filter(kind=kind)

    def named(self, name: str) -> Self:
        """Views of this name, whatever the case; as the database compares them."""
        return self.annotate(lowered=Lower("name")).filter(lowered=Lower(Value(name)))
