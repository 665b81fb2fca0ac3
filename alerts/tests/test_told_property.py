"""Whatever happens to a case and to those who work on it: who is told, by the rule told anew.

Told of an episode's risk are those who read what is written in it, and nobody else; and a notice
that came before is shown as long as its reader may read that, not a moment longer.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import User
from alerts.consumers.missing import tell_of_risk
from alerts.models import Notice
from audit.models import Event
from missing.models import MissingRisk
from missing.services import assess_risk
from missing.tests.test_property import EXAMPLES, STEPS, Acts, acts_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def told_now(acts):
    """The risk is assessed as high: the events, and the actors with a notice of it."""
    high = MissingRisk.objects.get(code="high")
    assess_risk(
        episode=acts.cast.episode, by=acts.people["officer"], risk=high, rationale="Alone, cold"
    )
    event = Event.objects.filter(verb="missing.assessed").latest("pk")
    for _ in range(2):  # a delivery that is done twice tells once
        tell_of_risk(event)
    found = Notice.objects.filter(event=event).values_list("recipient_id", flat=True)
    names = {person.pk: actor for actor, person in acts.people.items()}
    return sorted(names[pk] for pk in found)


def check(acts):
    rule = acts.rule
    if rule.is_missing:
        readers = sorted(a for a in acts.people if a != "officer" and rule.reads(a))
        assert told_now(acts) == readers, f"told, by the rule: {readers}; {rule}"
    for actor, person in acts.people.items():
        user = User.objects.get(pk=person.pk)
        own = Notice.objects.filter(recipient=user, event__verb="missing.assessed")
        shown = Notice.objects.visible_to(user).filter(pk__in=own)
        wanted = own.count() if rule.reads(actor) else 0
        assert shown.count() == wanted, f"{actor} is shown {shown.count()} of {wanted}; {rule}"


@pytest.mark.timeout(1800)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[*HealthCheck],
)
@given(story=st.lists(acts_of, min_size=STEPS, max_size=STEPS))
def test_those_who_may_read_it_are_told_and_nobody_else(db, story):
    with transaction.atomic():
        acts = Acts()
        check(acts)
        for act, actor, section, adds in story:
            getattr(acts, act)(actor, section, adds)
            check(acts)
        transaction.set_rollback(True)
