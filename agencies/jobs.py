"""Daily work: who keeps an agreement is told before it lapses."""

from celery import shared_task

from agencies.models import Agreement
from agencies.models.agreements import SOON
from agencies.services import remind_of_agreement


@shared_task
def remind_of_agreements() -> int:
    """Remind of each agreement that lapses soon or has lapsed. Returns how many were new.

    A day left out is made up for by the next one.
    """
    waiting = Agreement.objects.to_remind_of(SOON)
    return sum(remind_of_agreement(agreement=agreement) for agreement in waiting)
