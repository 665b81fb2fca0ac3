"""What the clock does about the API: it may run twice."""

from celery import shared_task

from api import services


@shared_task
def forget_api_calls() -> int:
    """Forget tokens that have run out and calls of more than a week ago. Returns how many."""
    return services.forget_calls()


@shared_task
def count_refused_calls() -> int:
    """Record how many calls were refused in minutes over the limit. Returns how many minutes."""
    return services.count_refused_calls()
