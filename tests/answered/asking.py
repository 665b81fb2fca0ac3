"""What tests of answered alerts share."""

from agencies.models import Membership
from alerts.selectors import how_many_new, newest_notices
from audit.jobs import drain_deliveries

MANAGER = Membership.Role.MANAGER


def again(user):
    return type(user).objects.get(pk=user.pk)


def new_for(user):
    """What Home shows as new, and how many alerts count as new."""
    drain_deliveries()
    return [notice.words for notice in newest_notices(again(user))], how_many_new(again(user))


def is_asked(user):
    """Home shows it under what waits alone; the alerts count it as new."""
    assert new_for(user) == ([], 1)


def is_done(user):
    """It is neither on Home nor counted; the list of alerts keeps it, as answered."""
    assert new_for(user) == ([], 0)


def waits_at_home(client, user, words):
    client.force_login(user)
    page = client.get("/").content.decode()
    return words in page.partition(">Waiting for your answer</h2>")[2].partition("</section>")[0]
