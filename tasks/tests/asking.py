"""What tests of tasks do and ask again and again."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core import policy
from tasks import services
from tasks.models import TaskKind, TaskPriority


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


def send(by, to, about=None, **more):
    wanted = {
        "kind": TaskKind.objects.get(code="visit"),
        "priority": TaskPriority.usual(),
        "detail": "Please visit him.",
        "due_on": today(3),
        **more,
    }
    return services.send_task(by=by, to_team=to, about=about, **wanted)


def refused(act, field=None):
    """What it says by the field, or of all of it; nothing was changed."""
    with pytest.raises(ValidationError) as problem:
        act()
    return problem.value.message_dict[field][0] if field else problem.value.messages[0]


def sees(user, task):
    return policy.can(user, "task.view", task)


def reads(user, task):
    return policy.can(user, "task.read", task)


def page(client, address, **data):
    return client.get(address, data).content.decode()
