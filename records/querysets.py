"""Which drafts a user meets, and which kinds of forms."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now

from agencies.models import Area
from core.policy import is_someone


class DraftQuerySet(models.QuerySet):
    """Drafts."""

    def visible_to(self, user: Any) -> Self:
        """The user's own."""
        return self.filter(author_id=user.pk) if is_someone(user) else self.none()

    def kept(self) -> Self:
        """Those that were not discarded."""
        return self.filter(discarded_at=None)

    def discarded(self) -> Self:
        """Those that their author can bring back, the latest first."""
        return self.exclude(discarded_at=None).order_by("-discarded_at", "-pk")

    def about(self, kind: str, obj: models.Model) -> Self:
        """Drafts of this kind about this object."""
        return self.filter(kind=kind, object_type=obj._meta.label_lower, object_id=obj.pk)

    def kept_or_discarded_within(self, time: datetime.timedelta) -> Self:
        """What a form may begin with or bring back: the kept draft, else the latest discarded."""
        lately = models.Q(discarded_at=None) | models.Q(discarded_at__gt=Now() - time)
        return self.filter(lately).order_by(models.F("discarded_at").desc(nulls_first=True))

    def to_remove(self, *, untouched: int, discarded: int) -> Self:
        """Those that nobody wrote on, or that were discarded, so many days ago.

        A discarded one is kept its days, however old it was then.
        """
        days = datetime.timedelta
        return self.filter(
            models.Q(discarded_at=None, updated_at__lt=Now() - days(days=untouched))
            | models.Q(discarded_at__lt=Now() - days(days=discarded))
        )


class FormKindQuerySet(models.QuerySet):
    """Kinds of forms: shipped ones, and those of areas."""

    def visible_to(self, user: Any) -> Self:
        """For administrators of an area: its own, and the shipped ones, which they may copy."""
        own = Area.objects.administered_by(user).order_by().values("pk")
        shipped = models.Q(area=None) & models.Exists(own)
        return self.filter(shipped | models.Q(area__in=own))

    def administered_by(self, user: Any) -> Self:
        """Those of the areas for which the user is administrator. Nobody changes a shipped one."""
        return self.filter(area__in=Area.objects.administered_by(user).order_by().values("pk"))

    def offered(self) -> Self:
        """Those that can be chosen today; what was begun before goes on."""
        return self.filter(is_offered=True)

    def offered_to(self, team: Any, use: str = "report") -> Self:
        """Those for a team, by its id: shipped ones, and those of the areas it works in."""
        here = Area.objects.filter(models.Q(teams=team) | models.Q(districts__teams=team))
        return (
            self.offered()
            .filter(use=use)
            .filter(models.Q(area=None) | models.Q(area__in=here.order_by().values("pk")))
        )


class FormSectionQuerySet(models.QuerySet):
    """Sections of kinds of forms."""

    def administered_by(self, user: Any) -> Self:
        """Those of kinds that the user may change."""
        kinds = self.model._meta.get_field("kind").related_model.objects
        return self.filter(kind__in=kinds.administered_by(user).order_by().values("pk"))


class QuestionQuerySet(models.QuerySet):
    """Questions of kinds of forms."""

    def administered_by(self, user: Any) -> Self:
        """Those of kinds that the user may change."""
        sections = self.model._meta.get_field("section").related_model.objects
        return self.filter(section__in=sections.administered_by(user).order_by().values("pk"))
