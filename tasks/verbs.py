"""What can happen to a task. Auditors read of it; the task itself shows its steps to its teams."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

TASKS = group("tasks", "Tasks", order=17)

looks("task", "tasks", group=TASKS)
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
