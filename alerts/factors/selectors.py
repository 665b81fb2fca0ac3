"""How often rules fired, how many alerts were seen, and how many people found them useful."""

import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Team
from alerts.factor_models import Factor, FactorVersion, Firing, Judgement
from alerts.factors.backtest import DAYS
from alerts.factors.sentences import days_of, rule_in_words
from alerts.factors.shipped import SHIPPED
from alerts.models import Notice
from core import policy
from galleries.models import Gallery

FIRING = Firing._meta.label_lower
SHOWN = 10


def factors_of(user: Any) -> QuerySet[Factor]:
    """The rules that the user may see, with their figures."""
    found = policy.accessible(user, "factor.list", Factor)
    related = (
        "team",
        "current__cohort",
        "current__area",
        "current__gallery",
        "current__written_by",
    )
    return with_figures(found.select_related(*related))


def with_figures(factors: Any) -> QuerySet[Factor]:
    """Each with how often it fired, how many alerts came of it and what people said of them."""
    since = timezone.now() - datetime.timedelta(days=DAYS)
    recent = Firing.objects.filter(factor=OuterRef("pk"), fired_at__gte=since)
    ids = Firing.objects.filter(factor=OuterRef(OuterRef("pk")), fired_at__gte=since).values("pk")
    notices = Notice.objects.filter(object_type=FIRING, object_id__in=ids).order_by()
    judged = Judgement.objects.filter(
        firing__factor=OuterRef("pk"), firing__fired_at__gte=since
    ).order_by()
    unsent = recent.filter(version__makes_task=True, task=None)
    found: QuerySet[Factor] = factors.annotate(
        fired=_number_of(recent.order_by()),
        told=_number_of(notices),
        acknowledged=_number_of(notices.filter(seen_at__isnull=False)),
        useful=_number_of(judged.filter(is_useful=True)),
        useless=_number_of(judged.filter(is_useful=False)),
        unsent=_number_of(unsent.order_by()),
    )
    return found


def figures_of(factor: Factor) -> Factor:
    """The rule with its figures."""
    return with_figures(Factor.objects.filter(pk=factor.pk)).get()


def _number_of(rows: Any) -> Any:
    counted = rows.annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def teams_to_lead(user: Any) -> list[Team]:
    """The teams for which the user may write rules."""
    return list(policy.accessible(user, "factor.add", Team).order_by("name"))


def attach_shipped(teams: list[Team]) -> list[Team]:
    """Each with those rules that E-CINS comes with, and that the team has none of that name."""
    # The teams are those for which the reader may write rules.
    taken = set(Factor.objects.filter(team__in=teams).order_by().values_list("team", "name"))
    for team in teams:
        team.offered = [one for one in SHIPPED if (team.pk, one.name) not in taken]
    return teams


def attach_words(factors: Any) -> list[Factor]:
    """Each with its rule as a sentence."""
    found = list(factors)
    for factor in found:
        factor.words = rule_in_words(factor.current)
    return found


def recent_firings(factor: Factor, user: Any) -> list[Firing]:
    """The last times that it fired, of those that the user may see, with the days."""
    seen = policy.accessible(user, "firing.view", Firing).filter(factor=factor)
    shown = seen.select_related("profile", "factor", "version").prefetch_related("parts__fact")
    firings = list(shown[:SHOWN])
    for firing in firings:
        firing.days = days_of(firing)
    return firings


def named_in(version: FactorVersion, user: Any) -> list[Any]:
    """The people and teams that the version names, of those that the user may know."""
    if version.tell == FactorVersion.Tell.PEOPLE:
        return list(version.people.order_by("name"))
    if version.tell == FactorVersion.Tell.TEAMS:
        known: Any = Team.objects.visible_to(user)
        return list(known.filter(pk__in=version.teams.values("pk")).order_by("name"))
    return []


def versions_of(factor: Factor) -> list[FactorVersion]:
    """All that the rule has said, the newest first, as sentences."""
    related = ("written_by", "cohort", "area", "gallery")
    versions = list(factor.versions.select_related(*related)[:50])
    for version in versions:
        version.words = rule_in_words(version)
    return versions


def colleagues_of(team: Team) -> QuerySet[Any]:
    """Those who work in the team: who may be named in its rules."""
    return team.people().order_by("name")


def galleries_of(user: Any) -> QuerySet[Gallery]:
    """Galleries that the user sees and that are in use: whose people a rule may be about."""
    return Gallery.objects.visible_to(user).open().order_by("title")


def teams_near(user: Any, team: Team) -> QuerySet[Team]:
    """Teams of the same and of neighbouring areas, from the directory of the user."""
    found: Any = Team.objects.visible_to(user)
    beside = Team.objects.at_work_beside(user).values("pk")
    neighbours = Team.objects.neighbours_of(team).values("pk")
    near = found.filter(Q(pk__in=beside) | Q(pk__in=neighbours))
    return near.exclude(pk=team.pk).order_by("name")
