"""Who keeps plans, reports somebody missing, and works on an episode."""

from typing import Any

from django.db.models import QuerySet

from access.levels import Level
from access.rules import adds_to
from cases.rules import works_for_owner
from core.policy import allow, is_visible, rule, visible
from profiles.rules import READ_ONLY as PERSON_READ_ONLY
from profiles.rules import own, practises

READ_ONLY = (
    "You can read this episode but not add to it: it is closed, or your access is to read only. "
    "Ask the missing-persons unit."
)
UNIT = "Only the missing-persons unit that manages this episode can do this."


def administered_forces(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The police force areas for which the user is administrator."""
    return model.objects.administered_by(user).filter(parent=None)


def adds(user: Any, obj: Any) -> bool:
    """Adds to the actions of the case, while that is open: of an episode, or what is in one."""
    case = getattr(obj, "episode", obj).case
    return case.is_open and is_visible(user, case, level=Level.CONTRIBUTE, section="actions")


def of_unit(user: Any, episode: Any) -> bool:
    """Works in the team that manages the case."""
    return works_for_owner(user, episode.case)


allow("profile.view_missing_plan", stands_on=visible, section="missing_plan")
rule("missing_plan.write", stands_on=visible, section="missing_plan", because=PERSON_READ_ONLY)(
    adds_to("missing_plan")
)

allow("missing.report", stands_on=own, model="agencies.Team", by_account=practises)
allow("missing.list", stands_on=visible)
allow("missing.figures", stands_on=visible)
allow("missing.view", stands_on=visible)
allow("missing.view_log", stands_on=visible, section="actions")
rule("missing.add", stands_on=visible, section="actions", because=READ_ONLY)(adds)
rule("missing.interview", stands_on=visible, section="actions", because=READ_ONLY)(adds)
rule("missing.assess", stands_on=visible, section="actions", because=UNIT)(of_unit)
rule("missing.locate", stands_on=visible, section="actions", because=UNIT)(of_unit)
rule("missing.link", stands_on=visible, because=UNIT)(of_unit)
allow("missing.print", stands_on=visible, section="actions")
allow("missing.arrange", stands_on=administered_forces, model="agencies.Area")
