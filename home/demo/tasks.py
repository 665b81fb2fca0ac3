"""Tasks of the demo world, in every state, between the people who have accounts."""

import datetime

from django.utils import timezone

from agencies.models import User
from profiles.models import Profile
from tasks import services
from tasks.models import TaskKind, TaskOutcome, TaskPriority

# Who sends, to whose team, whether to them by name; about whom (surname, or nobody); kind;
# priority; days ago; days until it is due; what is asked.
JORDAN, CALLUM = "Pellworth", "Drayfield"
SENT = [
    (
        *("officer.staffordshire", "spoc.stafford", True, JORDAN, "information", "urgent", 2, 1),
        "Where will he live on release? His mother’s landlord has said no. Please ask him and let "
        "me know before the release meeting.",
    ),
    (
        *("officer.staffordshire", "spoc.stafford", False, JORDAN, "review", "normal", 3, 9),
        "Please go through the appointments of the first weeks with him.",
    ),
    (
        *("lead.staffordshire", "officer.staffordshire", True, JORDAN, "visit", "normal", 6, -2),
        "Visit the approved address and speak to the neighbours at number 14.",
    ),
    (
        *("lead.staffordshire", "officer.staffordshire", True, CALLUM, "contact", "normal", 1, 4),
        "Ring his key worker about the missed appointment on Tuesday.",
    ),
    (
        *("spoc.stafford", "officer.staffordshire", False, JORDAN, "information", "normal", 4, 3),
        "Which victims’ contact conditions will be on the licence? He asks every day.",
    ),
    (
        *("officer.staffordshire", "officer.norfolk", False, None, "message", "normal", 5, 6),
        "We are planning joint patrols in December. Who in your team should come to the meeting?",
    ),
    (
        *("asb.brighton", "housing.brighton", False, None, "message", "low", 8, 12),
        "Our drop-in at the library moves to Thursdays, from the first week of the month.",
    ),
    (
        *("lead.norfolk", "officer.norfolk", True, None, "do", "urgent", 1, 0),
        "Prepare the list of people for the monthly meeting.",
    ),
]


def make(past):
    """Send them, and answer some."""
    cast = {user.username: user for user in User.objects.all()}
    sent = [_send(past, cast, *row) for row in SENT]
    address, weeks, visit, _, licence, patrols, library, meeting = sent
    spoc, officer = cast["spoc.stafford"], cast["officer.staffordshire"]
    with past.act(visit, 5):
        services.accept_task(task=visit, by=officer)
    with past.act(visit, 1):
        services.comment_on_task(task=visit, by=officer, text="Nobody in on two mornings.")
    with past.act(weeks, 2):
        services.accept_task(task=weeks, by=spoc)
    with past.act(weeks, 1):
        until = timezone.localdate() + datetime.timedelta(days=5)
        services.hold_task(task=weeks, by=spoc, until=until, reason="He is at court until then.")
    with past.act(licence, 3):
        services.accept_task(task=licence, by=officer)
    done = TaskOutcome.objects.get(code="done")
    with past.act(licence, 2):
        words = "No contact with the two shops, and not to enter the retail park."
        services.complete_task(task=licence, by=officer, outcome=done, words=words)
    with past.act(patrols, 3):
        reason = "The neighbourhood teams run these here. Ask them."
        services.decline_task(task=patrols, by=cast["officer.norfolk"], reason=reason)
    with past.act(library, 6):
        housing = cast["housing.brighton"]
        services.complete_task(task=library, by=housing, outcome=done, words="Noted, thank you.")
    with past.act(meeting):
        services.accept_task(task=meeting, by=cast["officer.norfolk"])
    with past.act(address):
        services.accept_task(task=address, by=spoc)


def _send(past, cast, by, to, by_name, surname, kind, priority, ago, due, detail):
    by, to = cast[by], cast[to]
    today = timezone.localdate()
    about = Profile.objects.filter(surname=surname).order_by("pk").first() if surname else None
    with past.act(f"task {by} {ago}", ago):
        task = services.send_task(
            by=by,
            to_team=to.acting_team,
            to_person=to if by_name else None,
            about=about,
            kind=TaskKind.objects.get(code=kind),
            priority=TaskPriority.objects.get(code=priority),
            detail=detail,
            due_on=max(today, today + datetime.timedelta(days=due)),
        )
    past.latest[task] = past.acts[-1].said
    if due < 0:
        # It was due in the past, as nobody could say who sends one now.
        task.due_on = today + datetime.timedelta(days=due)
        task.save()
    return task
