"""A notice to somebody else; a rule of another team, and an alert of it."""

from alerts.models import Factor, Firing, Notice
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
