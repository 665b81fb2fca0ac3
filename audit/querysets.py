"""Which events may be read, and how they are narrowed."""

from typing import Any, Self

from django.db import models


class EventQuerySet(models.QuerySet):
    """Events. Who may read which is decided where the record itself is decided."""

    def of(self, target: models.Model) -> Self:
        """What happened to this record itself."""
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def about(self, person_id: int) -> Self:
        """Everything that touched this person, on whatever page."""
        return self.filter(subjects__contains=[person_id])

    def about_record(self, target: Any) -> Self:
        """Events of this record, and of lists it stood in; not those of other records."""
        listed = models.Q(target_type="", subjects__contains=target.subject_ids())
        itself = models.Q(target_type=target._meta.label_lower, target_id=target.pk)
        return self.filter(itself | listed)

    def in_sections(self, sections: Any) -> Self:
        """Events of these sections, and those that belong to no section."""
        return self.filter(section__in=["", *sections])

    def without_teams(self, teams: list[int]) -> Self:
        """Leave out what these teams did, saw or were given."""
        if not teams:
            return self
        did = models.Q(actor_team_id__isnull=False, actor_team_id__in=teams)
        given = models.Q(detail__has_key="team", detail__team__in=teams)
        return self.exclude(did).exclude(given)

    def acts(self) -> Self:
        """What was done."""
        return self.exclude(operation__in=[self.model.CONSULTATION, self.model.REFUSAL])

    def reads(self) -> Self:
        """Who has viewed."""
        return self.filter(operation=self.model.CONSULTATION)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")
