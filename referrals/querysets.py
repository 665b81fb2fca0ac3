"""Which referrals and entries of the register a user meets.

The register is open to practitioners, managers and the control room of its police force area. A
referral is seen by the team that writes it and by the RJ champion asked; from its submission by
the coordinator's team; from its acceptance also by those who hold its case.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now, TruncDate

from agencies.models import Area, Membership, Team
from core.policy import is_someone
from core.querysets import ExistsForRow, ProtectedQuerySet

TODAY = TruncDate(Now())
# To answer a referral, where an area has arranged nothing.
USUAL_DAYS = 5
# Whose teams open the register of their area.
READERS = (*Membership.RECORD_ROLES, Membership.Role.CONTROL_ROOM)


def areas_of(user: Any, roles: Iterable[str] = READERS) -> QuerySet:
    """The police force areas whose register the user reads in one of these roles."""
    own = Membership.objects.live().filter(user_id=user.pk, role__in=roles)
    places = Area.objects.filter(teams__in=own.values("team_id"))
    return Area.objects.filter(
        Q(pk__in=places.values("pk")) | Q(pk__in=places.values("parent_id")), parent=None
    )


def kept_from(user: Any, people: Any) -> Any:
    """Of these people, those whose names in the register the user may not read.

    Who is excluded, and which teams are discreet, is looked up once and not for each.
    """
    exclusions = people.model._meta.get_field("exclusions").related_model.objects
    shut = exclusions.filter(user_id=user.pk, ended_at=None).order_by()
    discreet = Team.objects.filter(is_discreet=True).order_by()
    secret = Q(is_restricted=True) | Q(owner_team__any=ArraySubquery(discreet.values("pk")))
    seen = people.model.objects.visible_to(user).filter(pk=OuterRef("pk"))
    return people.filter(
        secret & ~ExistsForRow(seen) | Q(pk__any=ArraySubquery(shut.values("content_object_id")))
    )


def _over() -> Q:
    return Q(state__in=["declined", "closed"]) | Q(state="withdrawn", intervention__case=None)


class ArrangementQuerySet(QuerySet):
    """What force areas have arranged."""

    def visible_to(self, user: Any) -> Self:
        """Those of the areas whose register the user reads."""
        return self.filter(area__in=areas_of(user).order_by().values("pk"))

    def administered_by(self, user: Any) -> Self:
        """Those of the areas for which the user is administrator."""
        return self.filter(area__in=Area.objects.administered_by(user).order_by().values("pk"))

    def in_areas(self, areas: Any) -> Self:
        """Those of these areas, with the teams that they name."""
        ids = [area.pk for area in areas]
        return self.select_related("champions", "coordinators").filter(area__in=ids)

    def of(self, area: Any) -> Any:
        """What this area has arranged, or None."""
        return self.select_related("champions", "coordinators").filter(area=area).first()


class ReferralQuerySet(ProtectedQuerySet):
    """Referrals."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """By the state in which they are: see the module."""
        if not is_someone(user):
            return self.none()
        teams = Team.objects.own_to(user).values("pk")
        asked = self._consultations().filter(
            champion_id=user.pk, team__in=teams, referral_id=OuterRef("pk")
        )
        cases = self._cases().visible_to(user).filter(pk=OuterRef("intervention__case_id"))
        return self.filter(
            Q(author_team__in=teams)
            | Q(to_team__in=teams)
            | Q(Exists(asked))
            | Q(Exists(cases), intervention__case__isnull=False)
        )

    def readable_by(self, user: Any) -> Self:
        """Those whose words the user reads: nobody takes part whose name the user may not know."""
        interventions = self.model._meta.get_field("intervention").related_model
        parties = interventions._meta.get_field("parties").related_model.objects
        hidden = parties.hidden_from(user).filter(intervention_id=OuterRef("intervention_id"))
        return self.visible_to(user).exclude(Exists(hidden))

    def with_words(self) -> Self:
        """With what a line about it names, and how long its area has to answer it."""
        arrangements = apps.get_model("referrals", "Arrangement").objects
        of_area = arrangements.filter(area_id=OuterRef("intervention__area_id"))
        within = Subquery(of_area.values("answer_within")[:1])
        return self.annotate(answer_within=Coalesce(within, USUAL_DAYS)).select_related(
            "intervention__offence",
            "intervention__level",
            "author_team",
            "to_team",
            "moved_by_team",
        )

    def still_open(self) -> Self:
        """Somebody still has to do something."""
        return self.exclude(_over())

    def over(self) -> Self:
        """Declined, closed, or withdrawn before a case was opened."""
        return self.filter(_over())

    def sent_by_teams_of(self, user: Any) -> Self:
        """Those that a team of the user wrote."""
        return self.filter(author_team__in=Team.objects.own_to(user).values("pk"))

    def received_by(self, user: Any) -> Self:
        """Those that a team of the user received."""
        return self.filter(to_team__in=Team.objects.own_to(user).values("pk"))

    def own_or_to_answer(self, user: Any) -> Self:
        """Those that the user submitted, and those that wait for an answer of their team."""
        teams = Team.objects.own_to(user).values("pk")
        own = Q(author_id=user.pk, to_team__isnull=False)
        return self.filter(own | Q(state="submitted", to_team__in=teams))

    def waiting_for_advice_of(self, user: Any) -> Self:
        """Drafts about which the user was asked as an RJ champion, and has not answered."""
        asked = self._consultations().waiting().filter(champion_id=user.pk)
        return self.filter(Exists(asked.filter(referral_id=OuterRef("pk"))), state="draft")

    def _consultations(self) -> Any:
        return self.model._meta.get_field("consultations").related_model.objects

    def _cases(self) -> Any:
        interventions = self.model._meta.get_field("intervention").related_model
        return interventions._meta.get_field("case").related_model.objects


class OfReferralQuerySet(ProtectedQuerySet):
    """What belongs to a referral, and is seen with it."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Of referrals that the user sees."""
        referrals = self.model._meta.get_field("referral").related_model.objects
        return self.filter(Exists(referrals.visible_to(user).filter(pk=OuterRef("referral_id"))))

    def of_referral(self, referral: Any) -> Self:
        """Those of this referral."""
        return self.filter(referral=referral)


class ReferralStepQuerySet(OfReferralQuerySet):
    """Steps of referrals."""


class ConsultationQuerySet(OfReferralQuerySet):
    """Advice of RJ champions."""

    def with_words(self) -> Self:
        """With the champion’s team."""
        return self.select_related("team")

    def waiting(self) -> Self:
        """Asked, and not given."""
        return self.filter(advised_at=None)

    def given(self) -> Self:
        """The advice that was given, the latest first."""
        return self.filter(advised_at__isnull=False)


class PanelQuerySet(OfReferralQuerySet):
    """Panels."""

    def of_referral(self, referral: Any) -> Self:
        """Those of this referral, with what came of them."""
        return super().of_referral(referral).select_related("outcome").prefetch_related("came")

    def planned(self) -> Self:
        """Neither held nor cancelled."""
        return self.filter(outcome=None, cancelled_because="")


class ReferralFormQuerySet(OfReferralQuerySet):
    """Forms of referrals."""

    def visible_to(self, user: Any) -> Self:
        """Of referrals whose words the user reads."""
        referrals = self.model._meta.get_field("referral").related_model.objects
        return self.filter(Exists(referrals.readable_by(user).filter(pk=OuterRef("referral_id"))))

    def with_words(self) -> Self:
        """With the kind."""
        return self.select_related("kind")


class ReferralFormPartQuerySet(ProtectedQuerySet):
    """Sections of forms of referrals that are being written."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Of forms that the user sees."""
        forms = self.model._meta.get_field("form").related_model.objects
        return self.filter(Exists(forms.visible_to(user).filter(pk=OuterRef("form_id"))))

    def with_words(self) -> Self:
        """With their questions."""
        return self.select_related("section").prefetch_related("section__questions")


class InterventionQuerySet(ProtectedQuerySet):
    """Entries of the register, and what referrals say that are not in it yet."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """In the register of the user's area; or of a referral that the user sees."""
        return self._seen_by(user, READERS)

    def practised_by(self, user: Any) -> Self:
        """Of these, all but those that the user reads for the control room alone."""
        return self._seen_by(user, Membership.RECORD_ROLES)

    def _seen_by(self, user: Any, roles: Iterable[str]) -> Self:
        if not is_someone(user):
            return self.none()
        referrals = self.model._meta.get_field("referral").related_model.objects
        seen = referrals.visible_to(user).filter(intervention_id=OuterRef("pk"))
        return self.filter(
            Q(area__in=areas_of(user, roles).order_by().values("pk"), registered_at__isnull=False)
            | Q(Exists(seen))
        )

    def readable_by(self, user: Any) -> Self:
        """Those whose words the user reads: nobody takes part whose name the user may not know."""
        parties = self.model._meta.get_field("parties").related_model.objects
        hidden = parties.hidden_from(user).filter(intervention_id=OuterRef("pk"))
        return self.visible_to(user).exclude(Exists(hidden))

    def registered_between(self, begins: Any, ends: Any) -> Self:
        """Those that were entered in the register within a time."""
        return self.filter(registered_at__gte=begins, registered_at__lt=ends)

    def by_level(self, agreements: Iterable[str]) -> QuerySet:
        """How many there are of each level: its name, the number, and that of each agreement."""
        levels = self.order_by("level__number", "level__position", "level__name")
        grouped = levels.values("level__number", "level__position", "level__name")
        of_agreements = {
            f"agreement_{one}": Count("pk", filter=Q(agreement=one)) for one in agreements
        }
        numbers = grouped.annotate(number=Count("pk"), **of_agreements)
        return numbers.values_list("level__name", "number", *of_agreements)

    def with_words(self) -> Self:
        """With what an answer of the register names."""
        return self.select_related("offence", "level", "method", "team", "area")


class OfInterventionQuerySet(ProtectedQuerySet):
    """What belongs to an intervention, and is seen with it."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Of interventions that the user sees."""
        interventions = self.model._meta.get_field("intervention").related_model.objects
        seen = interventions.visible_to(user).filter(pk=OuterRef("intervention_id"))
        return self.filter(Exists(seen))

    def of_entry(self, intervention: Any) -> Self:
        """Those of this intervention."""
        return self.filter(intervention=intervention)


class PartyQuerySet(OfInterventionQuerySet):
    """People who take part."""

    def with_words(self) -> Self:
        """With the role and how they agreed."""
        return self.select_related("role", "consent_method", "satisfaction")

    def hidden_from(self, user: Any) -> Self:
        """Those whose name the user may not read: their record is restricted, or its team is
        discreet, or the user is excluded from it; unless the user reads that record."""
        return self.filter(self._is_hidden(user), profile__isnull=False)

    def shown_to(self, user: Any) -> Self:
        """All others."""
        return self.filter(~self._is_hidden(user))

    def _is_hidden(self, user: Any) -> Any:
        people = self.model._meta.get_field("profile").related_model.objects.all()
        here = people.filter(pk=OuterRef("profile_id"))
        return ExistsForRow(kept_from(user, here))


class TermQuerySet(OfInterventionQuerySet):
    """Terms of agreements."""

    def to_do(self) -> Self:
        """Neither done nor found not done."""
        return self.filter(state="open")

    def overdue(self) -> Self:
        """To be done before today."""
        return self.to_do().filter(due_on__lt=TODAY)
