"""Which events may be read, and how they are narrowed."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from audit import remit
from audit.vocabulary import EMERGENCY, HOLDERS, MANAGERS, SECTION, verbs_for
from core.days import begin_of, end_of
from core.policy import is_someone


class IsAmong(models.Func):
    """Is the first one of the second, an array?"""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


class EventQuerySet(models.QuerySet):
    """Events. On a record's own page the record decides; in the log the auditor's areas do."""

    def visible_to(self, user: Any) -> Self:
        """What an auditor reads: acts of the teams covered, and acts on the records they manage.

        Never what the auditor did, nor what is about the auditor alone.
        """
        teams = remit.teams(user) if is_someone(user) else None
        if teams is None:
            return self.none()
        mine = Q(actor_team_id__isnull=False, actor_team_id__in=teams.values("pk"))
        people = remit.people(teams)
        if people is not None:
            mine |= Q(Exists(people.filter(IsAmong(F("pk"), OuterRef("subjects")))))
        for kind, rows in remit.records(teams).items():
            mine |= Q(Exists(rows.filter(pk=OuterRef("target_id"))), target_type=kind)
        return self.filter(mine).not_about(user)

    def not_about(self, user: Any) -> Self:
        """Exclude the auditor's own acts, and events about the auditor alone."""
        found = self.exclude(actor_id=user.pk)
        for kind, rows in remit.withheld(user).items():
            found = found.exclude(Exists(rows.filter(pk=OuterRef("target_id"))), target_type=kind)
        own = remit.own_people(user)
        if own is not None:
            found = found.exclude(
                subjects__len__gt=0, subjects__contained_by=ArraySubquery(own.values("pk"))
            )
        return found

    def narrowed(self, ask: dict[str, Any]) -> Self:
        """The events that fit what was asked, as `audit.filters` records it."""
        found = self
        if "person" in ask:
            found = found.about(ask["person"])
        for name in ("actor_id", "actor_team_id", "operation", "section"):
            if name in ask:
                found = found.filter(**{name: ask[name]})
        if "verbs" in ask:
            found = found.filter(_any_of(ask["verbs"]))
        if "since" in ask:
            found = found.filter(at__gte=begin_of(datetime.date.fromisoformat(ask["since"])))
        if "until" in ask:
            found = found.filter(at__lt=end_of(datetime.date.fromisoformat(ask["until"])))
        if ask.get("refusals"):
            found = found.filter(operation=self.model.REFUSAL)
        if ask.get("emergencies"):
            found = found.filter(verb__startswith=f"{EMERGENCY}.")
        return found

    def of(self, target: models.Model) -> Self:
        """What happened to this record itself."""
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def about(self, person_id: int) -> Self:
        """Everything that touched this person, on whatever page."""
        return self.filter(subjects__contains=[person_id])

    def about_record(self, target: Any) -> Self:
        """Events of this record, and of lists it stood in; not those of other records.

        Lists are of people: what names people, such as a case, stood in none.
        """
        itself = models.Q(target_type=target._meta.label_lower, target_id=target.pk)
        if not target.is_subject:
            return self.filter(itself)
        return self.filter(itself | models.Q(target_type="", subjects__contains=[target.pk]))

    def in_sections(self, sections: Any) -> Self:
        """Events of these sections, and those that belong to no section."""
        return self.filter(section__in=["", *sections])

    def told_to(self, user: Any, *, manages: bool) -> Self:
        """Acts whose audience the reader belongs to. Who holds the section is asked elsewhere."""
        told = Q(verb__in=verbs_for(SECTION, HOLDERS))
        for_managers = Q(verb__in=verbs_for(MANAGERS))
        if not manages:
            for_managers &= Q(actor_id=user.pk) | Q(detail__concerns=user.pk)
        return self.filter(told | for_managers)

    def without_teams(self, teams: list[int]) -> Self:
        """Leave out what these teams did, saw or were given."""
        if not teams:
            return self
        did = models.Q(actor_team_id__isnull=False, actor_team_id__in=teams)
        given = models.Q(detail__has_key="team", detail__team__in=teams)
        return self.exclude(did).exclude(given)

    def without_excluded(self, people: Iterable[int | None]) -> Self:
        """Leave out that these people were excluded, or see the record again."""
        if not people:
            return self
        named = models.Q(detail__has_key="excluded", detail__excluded__in=list(people))
        return self.exclude(named)

    def followed_by(self, user: Any, kinds: Iterable[str], *, hidden: list[int]) -> Self:
        """Acts on records of these kinds that those who only read them are told of."""
        acts = self.filter(target_type__in=list(kinds)).acts()
        return acts.told_to(user, manages=False).without_teams(hidden)

    def settled(self, at: datetime.datetime, pk: int, until: datetime.datetime) -> Self:
        """After this place in the log and before a moment, oldest first."""
        beyond = Q(at__gt=at) | Q(at=at, pk__gt=pk)
        return self.filter(beyond, at__gte=at, at__lt=until).order_by("at", "pk")

    def acts(self) -> Self:
        """What was done."""
        return self.exclude(operation__in=[self.model.CONSULTATION, self.model.REFUSAL])

    def reads(self) -> Self:
        """Who has viewed. That an auditor looked is for auditors to know."""
        seen = self.filter(operation=self.model.CONSULTATION)
        return seen.exclude(verb__startswith="audit.")

    def opened_by(self, user: Any, model: Any, since: datetime.datetime) -> Self:
        """When the user opened records of this kind, since then."""
        opened = self.filter(actor_id=user.pk, at__gte=since)
        return opened.filter(target_type=model._meta.label_lower).reads()

    def older_than(self, at: datetime.datetime, pk: int) -> Self:
        """After this place in the log, newest first."""
        return self.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


def _any_of(prefixes: list[str]) -> Q:
    """Verbs of these nouns: access.given, and access.stub:view."""
    fits = Q(pk=None)
    for prefix in prefixes:
        fits |= Q(verb__startswith=f"{prefix}.")
    return fits


class DeliveryQuerySet(models.QuerySet):
    """Deliveries: the queue, and its dead letters."""

    def visible_to(self, user: Any) -> Self:
        """Every dead letter, for administrators: the rows name no person and no record."""
        if not (is_someone(user) and remit.administers(user)):
            return self.none()
        return self.failed()

    def failed(self) -> Self:
        """The dead letters: given up after the last attempt."""
        return self.filter(state=self.model.State.FAILED)

    def waiting(self) -> Self:
        """Not done yet, whether due or to be tried again later."""
        return self.filter(state=self.model.State.WAITING)

    def due(self, *, slow: Iterable[str], only_slow: bool) -> Self:
        """What a worker does now, the longest due first; slow consumers apart from the others."""
        due = self.waiting().filter(not_before__lte=Now()).order_by("not_before", "pk")
        return due.filter(consumer__in=slow) if only_slow else due.exclude(consumer__in=slow)

    def locked(self) -> Self:
        """Those that no other worker has, with their events."""
        return self.select_related("event").select_for_update(skip_locked=True, of=("self",))


class ExportQuerySet(models.QuerySet):
    """Exports of the log."""

    def visible_to(self, user: Any) -> Self:
        """The user's own, while they are an auditor."""
        teams = remit.teams(user) if is_someone(user) else None
        if teams is None:
            return self.none()
        return self.filter(Exists(teams.values("pk")), asked_by_id=user.pk)

    def over(self) -> Self:
        """Files whose time is up."""
        return self.filter(state=self.model.State.READY, keep_until__lte=Now())

    def stuck(self) -> Self:
        """Asked for a day ago, and never made."""
        a_day = datetime.timedelta(days=1)
        return self.filter(state=self.model.State.WAITING, asked_at__lte=Now() - a_day)
