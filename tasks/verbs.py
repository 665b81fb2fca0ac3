"""What can happen to a task. Auditors read of it; the task itself shows its steps to its teams."""

from audit.vocabulary import AUDITORS, MANAGERS, group, looks, pages, verb

TASKS = group("tasks", "Tasks", order=17)

looks("task", "tasks", group=TASKS)
looks("handover", "handovers", group=TASKS)
pages(
    {
        "task.send": "“New task”",
        "task.message": "“New task”",
        "task.view": "the task",
        "task.read": "the documents of the task",
        "task.add_documents": "“Add documents”",
        "task.accept": "“Accept”",
        "task.decline": "“Decline”",
        "task.hold": "“Put on hold”",
        "task.reassign": "“Reassign”",
        "task.hand_on": "“Hand on”",
        "task.hand_back": "“Hand back”",
        "task.complete": "“Complete”",
        "task.withdraw": "“Withdraw”",
        "task.reopen": "“Reopen”",
        "task.comment": "“Add a comment”",
        "task.hand_over": "“Hand over”",
        "case.hand_over": "“Hand over”",
        "handover.view": "the handover",
        "handover.acknowledge": "“Acknowledge”",
        "handover.withdraw": "“Withdraw the handover”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    SENT = verb("task.sent", "Sent a task to", group=TASKS, audience=AUDITORS)
    ACCEPTED = verb("task.accepted", "Accepted a task", group=TASKS, audience=AUDITORS)
    DECLINED = verb("task.declined", "Declined a task", group=TASKS, audience=AUDITORS)
    HELD = verb("task.held", "Put a task on hold", group=TASKS, audience=AUDITORS)
    REASSIGNED = verb("task.reassigned", "Reassigned a task to", group=TASKS, audience=AUDITORS)
    HANDED_ON = verb("task.handed_on", "Handed on a task to", group=TASKS, audience=AUDITORS)
    HANDED_BACK = verb("task.handed_back", "Handed back a task to", group=TASKS, audience=AUDITORS)
    COMPLETED = verb("task.completed", "Completed a task", group=TASKS, audience=AUDITORS)
    WITHDRAWN = verb("task.withdrawn", "Withdrew a task", group=TASKS, audience=AUDITORS)
    REOPENED = verb("task.reopened", "Reopened a task", group=TASKS, audience=AUDITORS)
    COMMENTED = verb("task.commented", "Commented on a task", group=TASKS, audience=AUDITORS)
    # Of a case or a task. Others see who leads the case now; the rest is the team’s own.
    HANDOVER_GIVEN = verb("handover.given", "Handed over to", group=TASKS, audience=MANAGERS)
    HANDOVER_ACKNOWLEDGED = verb(
        "handover.acknowledged", "Acknowledged the handover by", group=TASKS, audience=MANAGERS
    )
    HANDOVER_OVERDUE = verb(
        "handover.overdue", "Handover not acknowledged by", group=TASKS, audience=MANAGERS
    )
    HANDOVER_WITHDRAWN = verb(
        "handover.withdrawn", "Withdrew the handover to", group=TASKS, audience=MANAGERS
    )
