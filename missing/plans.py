"""Plans as pages show them, and what of a plan an episode takes over."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from core import policy, prepared
from core.dates import age, months_from
from core.questions import Steps, in_steps
from missing.arranged import arrangement_of, forces_of
from missing.models import Arrangement, Episode, Plan, PlanAddition
from profiles.models import Profile

ADULT = 18
# On the first page of a report, and on Home.
OFFERED, DUE = 20, 5
LEARNED = 50
USUALLY = "Usually: "
# What an episode takes over when the plan has changed: not the clothing, which was seen that day.
LATER = tuple(name for name in Plan.TAKEN_OVER if name != "clothing")


def plan_of(person: Profile) -> Plan | None:
    """The plan of a person. Whether the user may read it, the caller has asked."""
    found: Plan | None = Plan.objects.of_person(person).first()
    return found


def readable_plan(user: Any, person: Profile | None) -> Plan | None:
    """The plan of a person, if there is one and the user may read it."""
    if person is None or not policy.can(user, "profile.view_missing_plan", person):
        return None
    return plan_of(person)


def learned(plan: Plan) -> list[PlanAddition]:
    """What was added to a plan when somebody came back, the latest first."""
    return list(plan.additions.all()[:LEARNED])


def plans_to_report(user: Any) -> list[Plan]:
    """Plans that the user may read, by the name of the person: whom they may report missing."""
    seen = Plan.objects.visible_to(user).with_words()
    return list(seen.order_by("profile__sort_name", "pk")[:OFFERED])


def months_until_review(person: Profile) -> int:
    """How long a plan stands, as arranged in the area of the team that manages the record."""
    area = forces_of(person.owner_team).first()
    arranged = Arrangement() if area is None else arrangement_of(area)
    return arranged.plan_review_months


def next_review(person: Profile) -> Any:
    """The day on which a plan that is confirmed today is due again; of 31 May, 31 August."""
    return months_from(timezone.localdate(), months_until_review(person))


def usual_protocol(person: Profile) -> str:
    """Philomena for children. Of somebody whose age is not known, the writer says."""
    if person.born_on is None:
        return ""
    is_child = age(person.born_on) < ADULT
    return Plan.Protocol.PHILOMENA if is_child else Plan.Protocol.HERBERT


@in_steps
def plans_due(user: Any) -> Steps:
    """Plans whose review is due, of those that the user keeps; the longest due first."""
    (rows,) = yield [_due.later(user=user)]
    return rows


@prepared.query
def _due(*, user: Any) -> QuerySet:
    kept = Plan.objects.for_reporting(user).to_review().select_related("profile")
    return kept.order_by("review_on", "pk")[:DUE]


# ---- In an episode ------------------------------------------------------------------------------
def words_of(plan: Any) -> dict[str, str]:
    """What an episode says of somebody, in the words of a plan, or of an earlier version of it."""
    said = {name: getattr(plan, name) for name in Plan.TAKEN_OVER}
    if said["clothing"]:
        said["clothing"] = f"{USUALLY}{said['clothing']}"
    said["friends"] = f"Ring first: {plan.who_to_ring}\n{said['friends']}".strip()
    return said


def version_of(plan: Plan) -> int:
    """The version of a plan whose words these are. It may have changed since it was read."""
    words = words_of(plan)
    return next(one.history_id for one in plan.history.all() if words_of(one) == words)


def words_at_report(episode: Episode) -> dict[str, str]:
    """What the plan said when the episode took it over; nothing where there was no plan."""
    if episode.plan is None:
        return {}
    as_at = episode.plan.history.filter(history_id=episode.plan_as_at).first()
    return words_of(as_at) if as_at else {}


def changed_since(episode: Episode, plan: Plan) -> dict[str, tuple[str, str]]:
    """What the plan says otherwise than when the episode took it over: before, and now."""
    before, now = words_at_report(episode), words_of(plan)
    return {
        name: (before.get(name, ""), now[name])
        for name in LATER
        if now[name] != before.get(name, "")
    }


def taken_over(episode: Episode, changed: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The words of the episode with the new ones: what was written by hand since is kept."""
    found = {}
    for name, (before, now) in changed.items():
        own = getattr(episode, name)
        if own in ("", before):
            found[name] = now
        elif now and now not in own:
            found[name] = f"{own}\n\nFrom the plan, changed since: {now}"
    return found


def changed_in_words(episode: Episode, plan: Plan) -> list[tuple[str, str, str]]:
    """What the plan says otherwise, with the name of each field: before, and now."""
    field = Episode._meta.get_field
    return [
        (str(field(name).verbose_name).capitalize(), before, now)
        for name, (before, now) in changed_since(episode, plan).items()
    ]
