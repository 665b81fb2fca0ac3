"""Details of people and stays in custody that a user meets, and how they are narrowed."""

from typing import Any, Self

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils import timezone

from access.models import Grant
from access.querysets import ChildQuerySet


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

    def people_by_kind(self) -> QuerySet:
        """How many people have one of each kind: the kind, and the number."""
        kinds = self.order_by().values("kind")
        return kinds.annotate(number=Count("profile_id", distinct=True)).values_list(
            "kind", "number"
        )


class KeyDateQuerySet(DetailQuerySet):
    """Key dates."""

    def before_release(self) -> Self:
        """Those that a release comes after: a sentence."""
        return self.filter(kind__before_release=True, is_cancelled=False)


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
