"""Passing on the tasks of somebody who leaves a team."""

from django.core.exceptions import ValidationError
from django.db import transaction

from access.leaving import require_colleague
from agencies.models import Team, User
from core import policy
from core.panels import PassedOn
from tasks.models import Task
from tasks.services.moving import reassign_task

BECAUSE = "only people with access may know of the records that they are about"
REASON = "The person who had this task has left the team."


@transaction.atomic
def pass_on_tasks(*, team: Team, leaver: User, to: User, by: User) -> PassedOn:
    """Reassign every open task of somebody who leaves a team; how many could not be."""
    require_colleague(team, to)
    own = Task.objects.still_open().filter(to_team=team, to_person=leaver)
    seen = policy.accessible(by, "task.reassign", Task).filter(pk__in=own.values("pk"))
    done = 0
    for task in seen.order_by("pk"):
        try:
            reassign_task(task=task, by=by, person=to, reason=REASON)
        except ValidationError:
            continue
        done += 1
    return PassedOn(done, own.filter(to_person=leaver).count(), BECAUSE)
