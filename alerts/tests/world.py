"""What somebody else is told, and a rule of another team.

A notice and an alert, and an e-mail to somebody whom another area looks after.
"""

from django.utils import timezone

from alerts.levels import Level
from alerts.models import AlertEmail, Factor, Firing, Notice
from alerts.tests.factor_factories import rule_of
from audit.tests.factories import EventFactory
from core.tests.worlds import hidden_world


@hidden_world(Notice)
def notice_to_somebody_else(cast):
    event = EventFactory()
    notice = Notice.objects.create(
        recipient=cast.officer, event=event, text="A request waits", audience="no_record"
    )
    return notice, cast.outsider


@hidden_world(AlertEmail)
def email_to_somebody_of_another_area(cast):
    return AlertEmail.objects.create(
        recipient=cast.officer,
        day=timezone.localdate(),
        level=Level.INFORMATION,
        state=AlertEmail.State.FAILED,
    ), cast.outsider


@hidden_world(Factor)
def rule_of_another_team(cast):
    return rule_of(cast.police, cast.manager), cast.outsider


@hidden_world(Firing)
def alert_about_a_record_of_another_team(cast):
    factor = rule_of(cast.police, cast.manager, name="Rule with an alert")
    firing = Firing.objects.create(
        factor=factor, version=factor.current, profile=cast.person, sections="log"
    )
    return firing, cast.outsider
