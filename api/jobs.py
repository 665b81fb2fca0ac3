"""What the clock does about the API: it may run twice."""

from celery import shared_task

from api.services import forget_calls


@shared_task
def forget_api_calls() -> int:
    """Forget tokens that have run out and calls of more than a week ago. Returns how many."""
    return forget_calls()
