"""Tasks of the demo world, in every state, between the people who have accounts."""

import datetime

from django.utils import timezone

from agencies.models import User
from cases.models import Case
from home.demo import files
from home.demo.complaint import TITLE as COMPLAINT
from profiles.models import Profile
from tasks import services
from tasks.models import TaskKind, TaskOutcome, TaskPriority

# Who sends, to whose team, whether to them by name; about whom or what (surname of a person, title
# of a case, or nothing); kind; priority; days ago; days until it is due; what is asked.
JORDAN, DEAN = "Pellworth", "Ashlow"
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
        *("lead.staffordshire", "officer.staffordshire", True, DEAN, "contact", "normal", 1, 4),
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
    (
        *("asb.brighton", "housing.brighton", False, COMPLAINT, "do", "urgent", 1, 3),
        "Please fit the second camera in the car park before the weekend.",
    ),
    (
        *("asb.brighton", "housing.brighton", True, COMPLAINT, "contact", "normal", 2, 5),
        "Ring the neighbours at 9 and 15: have the nights been quieter this month?",
    ),
    (
        *("housing.brighton", "asb.brighton", False, COMPLAINT, "information", "normal", 4, -1),
        "Which nights are covered by the patrols? The tenants ask us.",
    ),
    (
        *("asb.brighton", "inspector.brighton", True, None, "review", "normal", 3, 2),
        "Read through the plan for the drop-in before it is printed.",
    ),
    (
        *("missing.norfolk", "care.norfolk", False, None, "message", "low", 2, 10),
        "The form for return interviews has a new box. Use the one of this month.",
    ),
    (
        *("pc.staffordshire", "officer.staffordshire", False, None, "message", "low", 7, 7),
        "Two bikes were recovered behind the arcade. Do any of your people ride one?",
    ),
    (
        *("lead.staffordshire", "officer.staffordshire", False, "Release plan, Stafford", "do")
        + ("urgent", 2, 3),
        "Book the room for the release meeting, and ask the housing association to come.",
    ),
    (
        *("officer.staffordshire", "lead.staffordshire", True, "Move to Norwich", "review")
        + ("normal", 4, 6),
        "He has settled. Should we close this, or wait for the next meeting?",
    ),
    (
        *("lead.staffordshire", "pc.staffordshire", False, DEAN, "visit", "normal", 3, 8),
        "His mother’s address again, please: is anybody else staying there?",
    ),
    (
        *("officer.staffordshire", "spoc.stafford", False, None, "information", "low", 9, 14),
        "Which days are your release meetings on next month?",
    ),
    (
        *("pc.staffordshire", "lead.staffordshire", False, None, "information", "normal", 5, -3),
        "Who takes calls for your team at the weekend?",
    ),
    (
        *("lead.norfolk", "officer.norfolk", False, "Hallowby", "contact", "low", 11, 4),
        "Ask how the forklift course is going. His place ends with the month.",
    ),
    (
        *("officer.norfolk", "lead.norfolk", True, "Shop thefts, Magdalen Court", "review")
        + ("normal", 2, 5),
        "Please read what the shopkeepers said before we answer them.",
    ),
    (
        *("ppo2.norfolk", "ppo1.norfolk", True, None, "do", "normal", 3, 2),
        "Bring the keys of the van back to the office before Friday.",
    ),
    (
        *("missing.norfolk", "officer.norfolk", False, None, "message", "normal", 6, 9),
        "The list of hostels for young people has changed. The new one is on the shared drive.",
    ),
    (
        *("care.norfolk", "missing.norfolk", False, None, "information", "normal", 3, 5),
        "Whom do we ring between six and eight in the morning?",
    ),
    (
        *("asb.waveney", "ppo1.norfolk", True, "Tillotson", "contact", "normal", 4, 2),
        "He says that he will work on Saturdays. Do your people know the workshop?",
    ),
    (
        *("asb.waveney", "lead.norfolk", False, None, "message", "low", 10, 15),
        "Our office at the harbour is closed in the first week of the month.",
    ),
    (
        *("vulnerability.adur", "asb.brighton", False, None, "information", "normal", 5, 6),
        "Do you have somebody who runs the group for older neighbours?",
    ),
    (
        *("asb.brighton", "vulnerability.adur", False, None, "message", "low", 4, 11),
        "We have a place free in the hearing loop training on Tuesday week.",
    ),
    (
        *("inspector.brighton", "asb.brighton", False, COMPLAINT, "information", "urgent", 1, 1),
        "She rings again tonight. In one sentence: what happens next, and when?",
    ),
    (
        *("housing.brighton", "asb.brighton", False, None, "do", "normal", 6, 10),
        "Please send two people to the walk round the estate on the 14th.",
    ),
]


def make(past):
    """Send them, and answer some."""
    cast = {user.username: user for user in User.objects.all()}
    sent = [_send(past, cast, *row) for row in SENT]
    address, weeks, visit, _, licence, patrols, library, meeting, camera = sent[:9]
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
    with past.act(camera):
        files.add_plan(camera)


def _send(past, cast, by, to, by_name, name, kind, priority, ago, due, detail):
    by, to = cast[by], cast[to]
    today = timezone.localdate()
    about = _record(name) if name else None
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


def _record(name):
    """A case of this title, or else the first person of this surname."""
    case = Case.objects.filter(title=name).first()
    return case or Profile.objects.filter(surname=name).order_by("pk")[0]
