"""Which people and which of their details a user meets, and how they are narrowed."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Lower
from django.utils import timezone

from access.filter_sql import one_by_one
from access.levels import Level
from access.models import Grant
from access.querysets import ChildQuerySet, SharedQuerySet
from agencies.models import Membership
from core import prepared
from core.policy import is_someone
from core.querysets import among, as_array
from core.questions import Steps, in_steps
from core.tidy import folded
from records.models.entries import NEWEST_FIRST
from records.models.lookups import LookupQuerySet


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

    def led_by(self, user: Any, teams: Iterable[Any]) -> dict[int, int]:
        """How many records of each of these teams a person leads."""
        led = self.filter(lead=user, owner_team__in=list(teams)).order_by()
        return dict(led.values_list("owner_team_id").annotate(number=Count("pk")))

    def without_lead_at_work(self) -> Self:
        """People without a lead who works in the team that manages the record."""
        leads = Membership.objects.at_work(OuterRef("owner_team_id"), OuterRef("lead_id"))
        left = self.model._base_manager.filter(~Exists(leads))
        return self.filter(pk__in=one_by_one(left.values("pk")))

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

    def _details(self, name: str) -> Any:
        return self.model._meta.get_field(name).related_model.objects.all()


@in_steps
def with_amendments(entries: Iterable[Any]) -> Steps:
    """Fetch what was added to these entries of the log, for all of them."""
    rows = {entry.pk: entry for entry in entries}
    for entry in rows.values():
        entry.added = []
    if not rows:
        return
    back = next(iter(rows.values()))._meta.get_field("amendments").field
    (found,) = yield [_added.later(back.model, back.name, entries=as_array(rows))]
    for one in found:
        rows[getattr(one, back.attname)].added.append(one)


@prepared.query
def _added(model: Any, back: str, *, entries: Any) -> QuerySet:
    return model.objects.filter(**{f"{back}__any": entries}).order_by("pk")


def with_identity(person: Any) -> None:
    """Fetch who a person is, as it comes with any access: what is in force today of each kind."""

    def current(related: str, *also: str) -> Prefetch:
        details = person._meta.get_field(related).related_model.objects.all().current()
        return Prefetch(related, details.prefetch_related(*also), to_attr=f"current_{related}")

    details = (
        *(
            current("warnings", "kind"),
            current("statuses", "kind"),
            current("involvements", "role"),
            current("stays", "establishment"),
        ),
        *(current("roles"), current("other_names"), current("identifiers")),
    )
    prefetch_related_objects([person], "owner_team", "lead", "ethnicity", *details)


class DetailQuerySet(ChildQuerySet):
    """Details that are part of identity: seen with any access to the person."""

    parent = "profile"

    def with_words(self) -> Self:
        """With what their words are made of."""
        of_lists = [name for name in ("kind", "role") if self._is_from_a_list(name)]
        return self.select_related(*of_lists) if of_lists else self.all()

    def _is_from_a_list(self, name: str) -> bool:
        return any(f.name == name and f.is_relation for f in self.model._meta.concrete_fields)

    def current(self, today: Any = None) -> Self:
        """In force today."""
        today = today or timezone.localdate()
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today)
        )


class StayQuerySet(DetailQuerySet):
    """Stays in custody."""

    def with_words(self) -> Self:
        """With the establishment."""
        return self.select_related("establishment")

    def current(self, today: Any = None) -> Self:
        """Not left: a stay neither begins nor ends ahead of time, so today says nothing."""
        return self.filter(ends_on=None)

    def over(self) -> Self:
        """Those that were left."""
        return self.filter(ends_on__isnull=False)

    def released_since(self, day: Any) -> Self:
        """Releases from this day on: left, and in no establishment since."""
        later = self.model._base_manager.filter(
            Q(ends_on=None) | Q(starts_on__gte=OuterRef("ends_on")),
            ~Q(pk=OuterRef("pk")),
            profile_id=OuterRef("profile_id"),
        )
        return self.over().filter(~Exists(later), ends_on__gte=day).order_by("-ends_on", "-pk")

    def put_on(self, people: Iterable[Any]) -> Steps:
        """Give each of these people `held_in`: where they are now, in one step."""
        by_pk = {person.pk: person for person in people}
        for person in by_pk.values():
            person.held_in = []
        asked = [_stays_now.later(self.model, people=as_array(by_pk))] if by_pk else []
        for stays in (yield asked):
            for stay in stays:
                by_pk[stay.profile_id].held_in.append(stay)

    def beside(self, stay: Any) -> Self:
        """Other stays of the same person that share more with this one than the day of a move."""
        others = self.exclude(pk=stay.pk).filter(Q(ends_on=None) | Q(ends_on__gt=stay.starts_on))
        if stay.ends_on is None:
            return others
        if stay.ends_on == stay.starts_on:
            return others.filter(starts_on__lt=stay.starts_on)
        return others.filter(starts_on__lt=stay.ends_on)

    def to_give(self) -> Self:
        """Where the person is now, and nobody of the team there has access."""
        open_team = {"establishment__team__closed_at": None}
        return (
            self.current()
            .filter(establishment__team__is_discreet=False, **open_team)
            .filter(profile__is_restricted=False)
            .exclude(profile__owner_team=F("establishment__team"))
            .exclude(Exists(self._grants_there()))
            .exclude(Exists(self._decided("giving")))
        )

    def to_end(self) -> Self:
        """The last stay in an establishment that was left, and whose team still has access."""
        there = {
            "profile_id": OuterRef("profile_id"),
            "establishment__team_id": OuterRef("establishment__team_id"),
        }
        stays = self.model._base_manager
        again = stays.filter(Q(ends_on=None) | Q(starts_on__gt=OuterRef("starts_on")), **there)
        return (
            self.over()
            .filter(Exists(self._grants_there()), establishment__team__is_discreet=False)
            .exclude(profile__owner_team=F("establishment__team"))
            .exclude(Exists(again))
            .exclude(Exists(self._decided("ending")))
        )

    def _grants_there(self) -> Any:
        """Live access of the establishment's team, or of somebody by name in it."""
        profiles = self.model._meta.get_field("profile").related_model
        return Grant.objects.live().filter(
            object_type=profiles._meta.label_lower,
            object_id=OuterRef("profile_id"),
            team_id=OuterRef("establishment__team_id"),
        )

    def _decided(self, about: str) -> Any:
        """A decision to leave the access of this team as it is."""
        decisions = self.model._meta.get_field("decisions").related_model
        return decisions.objects.filter(
            stay_id=OuterRef("pk"), team_id=OuterRef("establishment__team_id"), about=about
        )


@prepared.query
def _stays_now(model: Any, *, people: Any) -> Any:
    return model.objects.current().with_words().filter(profile_id__in=among(people))


class ContactDetailQuerySet(DetailQuerySet):
    """Addresses and phones."""

    section = "contact_details"

    def unsafe(self) -> Self:
        """Not to be used, or not for messages."""
        return self.filter(Q(safe_to_contact="no") | Q(safe_to_leave_message="no"))


class PhoneQuerySet(ContactDetailQuerySet):
    """Phones."""

    def with_digits(self, digits: str) -> Self:
        """Numbers with these digits in them, one after the other."""
        return self.filter(digits__contains=digits)


class AddressQuerySet(ContactDetailQuerySet):
    """Addresses."""

    def lived_at(self, today: Any) -> Self:
        """Where the person lives or is staying, the latest first: no work place."""
        kinds = self.model._meta.get_field("kind").related_model
        lived = self.current(today).filter(Q(kind=None) | ~Q(kind__code__in=kinds.ELSEWHERE))
        return lived.select_related("kind").order_by(F("starts_on").desc(nulls_last=True), "-pk")

    def containing(self, words: str, *, alike: bool = False) -> Self:
        """Addresses with each of these words, whatever the case; or with words like them."""
        found = self
        for word in (part.strip(",.;:") for part in words.split()[:8]):
            # Short words and house numbers are written as they are.
            like = alike and len(word) > 2 and word.isalpha()
            name = "search_text__trigram_word_similar" if like else "search_text__contains"
            found = found.filter(**{name: word})
        return found


class ContactKindQuerySet(LookupQuerySet):
    """Kinds of contact."""

    def offered_to(self, team: Any) -> Self:
        """Those that can be chosen today by people of this team."""
        kinds = [team.agency.kind] if team else []
        return self.offered().filter(Q(agency_kinds=[]) | Q(agency_kinds__overlap=kinds))


class LogEntryQuerySet(ChildQuerySet):
    """What is read by those who hold the section log."""

    parent = "profile"
    section = "log"


class ContactQuerySet(LogEntryQuerySet):
    """Entries of the log."""

    def newest_first(self) -> Self:
        """By when it happened."""
        return self.order_by(*NEWEST_FIRST)

    def with_words(self) -> Self:
        """With what an entry is told in: its kind, its outcome, what is to follow."""
        return self.select_related("kind", "outcome", "follow_up")

    def took_place(self) -> Self:
        """Dealings, without those whose outcome says that nothing took place."""
        outcomes = self.model._meta.get_field("outcome").related_model.objects
        nothing = outcomes.filter(speaks_for_itself=True).order_by().values("pk")
        return self.filter(Q(outcome=None) | ~Q(outcome__in=nothing))

    def containing(self, words: str) -> Self:
        """Entries with these words anywhere in what was written, folded as they are."""
        sought, found, texts = folded(words) or words, Q(), {}
        for name in ("text", "response", "anxieties", "told_by"):
            texts[f"folded_{name}"] = Func(F(name), function="folded", output_field=TextField())
            found |= Q(**{f"folded_{name}__contains": sought})
        return self.alias(**texts).filter(found)


class OfEntryQuerySet(ChildQuerySet):
    """What hangs on an entry of the log, and is seen with it."""

    parent = "contact"
    section = "log"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """What hangs on entries that the user reads."""
        contacts = self.model._meta.get_field("contact").related_model.objects
        return self.filter(
            Exists(contacts.visible_to(user, level=level).filter(pk=OuterRef("contact_id")))
        )


class AmendmentQuerySet(OfEntryQuerySet):
    """What was added to entries of the log."""


class FollowUpQuerySet(OfEntryQuerySet):
    """What is to follow entries of the log."""

    def to_do(self) -> Self:
        """Not done yet, the most urgent first."""
        return self.filter(done_at=None).order_by("due_on", "pk")


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
