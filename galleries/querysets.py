"""Which galleries, entries and offers of help a user meets.

A gallery is seen by its audience, that is by those who practise in or manage a team of it, and by
its curators. An entry at high risk is also seen by teams next to the one that manages the record;
every entry by the team that manages the record. Nobody sees an entry about a person of whose
record they may not know: one from which they are excluded, a restricted one or a discreet team's
that they may not read.
"""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Now, TruncDate

from agencies.models import Area, Team
from core import prepared
from core.policy import is_someone
from core.querysets import ExistsForRow, ProtectedQuerySet
from core.questions import Steps, run
from core.request_cache import cached_for_request, recall

TODAY = TruncDate(Now())
# Badges of the levels that are announced, and that neighbouring teams see.
HIGH = ("veryhigh", "high")
# How long the audience sees that somebody has left.
LINGERS = datetime.timedelta(days=7)


class GalleryQuerySet(models.QuerySet):
    """Galleries."""

    def visible_to(self, user: Any) -> Self:
        """Those whose audience the user belongs to, or that they curate."""
        if not is_someone(user):
            return self.none()
        return self.filter(self._has_audience(user) | self._has_curator(user))

    def shows(self, user: Any, gallery: Any) -> bool:
        """`visible_to`, asked of one gallery."""
        return bool(run(self.ways_in_steps(user, gallery))["seen"])

    def is_curated_by(self, user: Any, gallery: Any) -> bool:
        """`curated_by`, asked of one gallery."""
        return bool(run(self.ways_in_steps(user, gallery))["curated"])

    def shown_to(self, user: Any) -> Self:
        """Those whose audience the user belongs to."""
        return self.filter(self._has_audience(user)) if is_someone(user) else self.none()

    def curated_by(self, user: Any) -> Self:
        """Those for which a team of the user chooses who is on them."""
        return self.filter(self._has_curator(user)) if is_someone(user) else self.none()

    def administered_by(self, user: Any) -> Self:
        """Those of the areas for which the user is administrator."""
        return self.filter(area__in=Area.objects.administered_by(user).order_by().values("pk"))

    def open(self) -> Self:
        """Those to which people can be added."""
        return self.filter(is_closed=False)

    def with_words(self) -> Self:
        """With what a line about it names."""
        return self.select_related("kind", "area")

    def with_audience(self) -> Self:
        """With the areas and teams that see it."""
        return self.with_words().prefetch_related("areas", "teams", "curators")

    def ways_in_steps(self, user: Any, gallery: Any) -> Steps:
        """What `shows` and `is_curated_by` ask, once a page, beside what else the page asks."""
        key = ("ways into a gallery", user.pk, gallery.pk)
        found = recall(key)
        if found is None:
            (asked,) = yield [_ways_into.later(self.model, user=user, gallery=gallery.pk)]
            found = cached_for_request(key, lambda: asked)
        return found

    def _has_audience(self, user: Any) -> Q:
        own = Team.objects.own_to(user).values("pk")
        places = Area.objects.filter(teams__in=own)
        named = self.model.teams.through.objects.filter(gallery_id=OuterRef("pk"), team_id__in=own)
        around = self.model.areas.through.objects.filter(
            Q(area_id__in=places.values("pk")) | Q(area_id__in=places.values("parent_id")),
            gallery_id=OuterRef("pk"),
        )
        return Q(Exists(named)) | Q(Exists(around))

    def _has_curator(self, user: Any) -> Q:
        own = Team.objects.own_to(user).values("pk")
        curators = self.model.curators.through.objects.filter(
            gallery_id=OuterRef("pk"), team_id__in=own
        )
        return Q(Exists(curators))


@prepared.query
def _ways_into(model: Any, *, user: Any, gallery: Any) -> dict[str, models.QuerySet]:
    one = model.objects.filter(pk=gallery).order_by()
    found = {"seen": one.visible_to(user), "curated": one.curated_by(user)}
    return {way: rows.values_list("pk", flat=True) for way, rows in found.items()}


class EntryQuerySet(ProtectedQuerySet):
    """Entries on galleries."""

    def visible_to(self, user: Any) -> Self:
        """Those told to the user, a week longer than they are there; and those the user keeps."""
        if not is_someone(user):
            return self.none()
        recent = Q(left_at=None) | Q(left_at__gt=Now() - LINGERS)
        keeps = Q(gallery__in=self._galleries().curated_by(user).values("pk"))
        keeps |= Q(profile__owner_team__in=Team.objects.own_to(user).values("pk"))
        found = self.filter(keeps | recent & self._is_told(user))
        return found.filter(self._is_known(user))

    def shows(self, user: Any, entry: Any) -> bool:
        """`visible_to`, asked of one entry, once a page."""
        key, asked = ("entry", user.pk, entry.pk), {"user": user, "entry": entry.pk}
        return bool(cached_for_request(key, lambda: _seen(self.model, **asked)))

    def told_to(self, user: Any) -> Self:
        """Those of whose gallery the user is audience or curator; at high risk, or next to it."""
        if not is_someone(user):
            return self.none()
        curated = Q(gallery__in=self._galleries().curated_by(user).values("pk"))
        return self.filter(curated | self._is_told(user))

    def current(self) -> Self:
        """Those who have not left."""
        return self.filter(left_at=None)

    def of_gallery(self, gallery: Any) -> Self:
        """Those on this gallery."""
        return self.filter(gallery=gallery)

    def in_area(self, area: Any) -> Self:
        """Those whose record a team of this area manages."""
        return self.filter(profile__owner_team__areas=area)

    def of_person(self, person: Any) -> Self:
        """Those about this person."""
        return self.filter(profile=person)

    def to_review(self) -> Self:
        """Those whose review is due."""
        return self.current().filter(review_on__lte=TODAY)

    def curated_by(self, user: Any) -> Self:
        """Those on galleries that the user curates."""
        return self.filter(gallery__in=self._galleries().curated_by(user).values("pk"))

    def with_words(self) -> Self:
        """With what a tile shows, and the gallery."""
        return self.with_tile().select_related("gallery__kind")

    def with_tile(self) -> Self:
        """With what a tile shows: the person, the risk, the teams, how many offers there are."""
        offers = self.model._meta.get_field("offers").related_model.objects
        mine = offers.filter(entry_id=OuterRef("pk")).order_by().values("entry_id")
        count = mine.annotate(number=Count("pk")).values("number")
        waiting = mine.filter(state="waiting").annotate(number=Count("pk")).values("number")
        return self.select_related(
            *("risk", "profile__owner_team", "profile__photo", "added_by_team", "left_reason")
        ).annotate(
            offers_made=models.functions.Coalesce(models.Subquery(count), 0),
            offers_waiting=models.functions.Coalesce(models.Subquery(waiting), 0),
        )

    def in_order_of(self, key: Any) -> Self:
        """With what they are in order of: `has_left`, for those who left come last; and `key`."""
        has_left = Case(When(left_at=None, then=Value(0)), default=Value(1))
        return self.annotate(has_left=has_left, key=key)

    def _is_told(self, user: Any) -> Q:
        beside = Team.objects.bordering(user).filter(pk=OuterRef("managing_team_id"))
        return Q(gallery__in=self._galleries().shown_to(user).values("pk")) | Q(
            ExistsForRow(beside), risk__badge__in=HIGH
        )

    def _is_known(self, user: Any) -> Q:
        profiles = self.model._meta.get_field("profile").related_model.objects
        here = {"pk": OuterRef("profile_id")}
        return Q(ExistsForRow(profiles.knowable_by(user).filter(**here))) | Q(
            ExistsForRow(profiles.visible_to(user).filter(**here))
        )

    def _galleries(self) -> Any:
        return self.model._meta.get_field("gallery").related_model.objects.all()


@prepared.query
def _seen(model: Any, *, user: Any, entry: Any) -> models.QuerySet:
    one = model.objects.filter(pk=entry).order_by()
    return one.visible_to(user).values_list("pk", flat=True)


class OfferQuerySet(ProtectedQuerySet):
    """Offers of help."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Those to the user's team as it manages the record, and those of the user's team."""
        if not is_someone(user):
            return self.none()
        own = Team.objects.own_to(user).values("pk")
        entries = self.model._meta.get_field("entry").related_model.objects
        seen = entries.visible_to(user).filter(pk=OuterRef("entry_id"))
        return self.filter(
            Q(entry__profile__owner_team__in=own) | Q(by_team__in=own), Exists(seen)
        )

    def answerable_by(self, user: Any) -> Self:
        """Those that wait for an answer of a team of the user's."""
        own = Team.objects.own_to(user).values("pk")
        return self.visible_to(user).waiting().filter(entry__profile__owner_team__in=own)

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(state="waiting")

    def of_entry(self, entry: Any) -> Self:
        """Those about this entry."""
        return self.filter(entry=entry)

    def with_words(self) -> Self:
        """With what a line about it names."""
        return self.select_related("by", "by_team", "answered_by", "answered_by_team")
