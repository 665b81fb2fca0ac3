"""Every service asks before it acts, and records what it did: read from the code itself."""

import ast

import pytest

from tests.sources import SOURCES, functions

SERVICE_FILES = [p for p in SOURCES if p.name == "services.py" or p.parent.name == "services"]

# Functions of services that do not ask, and why.
ASK_NOTHING = {
    "record": "writes the log itself",
    "queue_emails": "follows from a notice that was put; each is asked about as it is sent",
    "queue_digests": "the clock asks for it; each is asked about as it is sent",
    "lock_with_others": "the first step of services that ask",
    "give_notice": "the last step of services that have asked about its receiver",
    "escalate_notice": "the clock is the actor; it asks whether each manager may be told",
    "queue_messages": "the clock asks for it; access is asked for each event",
    "begin_attempt": "the clock asks for it; access is asked for each message",
    "finish_attempt": "notes what sending came to",
    "forget_messages": "the clock asks for it",
    "notify_sender": "sends a task, changes nothing",
    "tell_of_clock": "the clock is the actor; it leaves an event",
    "write_entry": "the last steps of services that have asked",
    "save_entry": "the last steps of services that have asked",
    "refresh_due_reports": "follows from what other services have recorded",
    "rebuild_due_reports": "the clock asks for it",
    "derive_facts": "follows from what other services have recorded",
    "rebuild_facts": "the operator asks for it; it follows from what is recorded",
    "fire_on_facts": "rules that managers switched on; each firing leaves an event",
    "check_calendar": "the clock asks for it; each firing leaves an event",
    "write_step": "the last step of services that have asked",
    "write_change": "the last step of services that have asked",
    "attach_files": "add_documents asks and records, for files of services that have asked",
    "touch": "follows from an entry that was written",
    "consumer": "declares a consumer",
    "consume": "hands an event to its consumer",
    "slow_consumers": "reads",
    "consumers_of_many": "reads",
    "consumer_in_words": "reads",
    "note_heartbeat": "the clock asks for it",
    "issue_token": "the secret of the key is the permission",
    "note_use": "bookkeeping of keys, after their call",
    "note_refused_key": "records that a key was refused",
    "note_too_many": "records that a client called too often",
    "count_refused_calls": "the clock is the actor; each minute leaves an event",
    "forget_calls": "the clock asks for it",
    "notify_worker": "sends a task, changes nothing",
    "remind_of_agreement": "the clock is the actor",
    "note_lapsed_membership": "the clock is the actor",
    "next_reference": "called by services that have asked",
    "next_references": "called by services that have asked",
    "record_all": "writes the log, as record does",
    "touch_all": "follows from entries that were written",
    "erase_old_rows": "the clock asks for it; it leaves an event",
    "keep_late_form": "the sender's own words, kept for them alone",
    "end_handover": "follows from what ended the case or the task, which was asked",
    "escalate_handover": "the clock does it",
    "end_tasks_about": "follows from what a matter's service has asked; ends what the actor may",
    "pass_on_tasks": "reassign_task asks and records, for each task",
    "pass_on_cases": "edit_case asks and records, for each case",
    "pass_on_people": "edit_profile asks and records, for each of them",
    "end_access_with": "follows from closing a record, which asks and records",
    "leave_custody": "edit_detail and add_detail ask and record, each its part",
    "use_draft": "follows from a form that was accepted; deletes the author's own draft of it",
    "remove_old_drafts": "the clock asks for it",
    "remove_discarded_reports": "the clock asks for it",
    "people_asked_for": "reads",
    "delete_exported_files": "the clock asks for it",
    "begin_export": "the job is the actor; each batch asks as who asked for the file",
    "next_rows": "asks for the list as who asked for the file, and only reads",
    "refuse_export": "follows from a job that asked in vain",
    "fail_export": "the clock is the actor",
    "delete_expired_exports": "the clock asks for it",
    "sample_week": "the scheduler's own work: it picks, and shows nobody anything",
    "make_first_administrator": "nobody is there who could be asked",
    "administrators_at_work": "reads",
    "accept_invitation": "the secret link is the permission",
    "end_access_of_membership": "follows from a membership that ended",
    "give_to_reporter": "for the service that has taken the report, which has asked",
    "open_case_for": "for the service that has taken the report, which has asked",
}
# What records an event: itself, and the helpers that do nothing without one.
RECORD = {
    *(
        "record",
        "record_all",
        "write_entry",
        "save_entry",
        "write_step",
        "write_change",
        "give_access",
    ),
    *("give_place", "ask_for_place", "end_place", "record_proposal", "record_on_case"),
}


def called(node):
    """The names of everything a function calls, also through its module's private helpers."""
    return {
        ast.unparse(call.func).rpartition(".")[2]
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    }


SERVICES = [
    (path, node)
    for path in SERVICE_FILES
    for node in functions(path)
    if not node.name.startswith("_")
]


@pytest.mark.parametrize(
    ("path", "node"), SERVICES, ids=[f"{p.parent.name}.{n.name}" for p, n in SERVICES]
)
def test_every_service_asks_acts_and_records(path, node):
    if node.name in ASK_NOTHING:
        return
    private = {f.name: called(f) for f in functions(path) if f.name.startswith("_")}
    names = called(node)
    for helper in names & private.keys():
        names |= private[helper]

    assert names & {"lock", "lock_all", "require"}, f"{node.name} does not ask"
    assert names & RECORD, f"{node.name} leaves no event"
    assert not node.args.args, f"{node.name} takes arguments without their names"
    assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_the_list_of_exceptions_names_only_what_exists():
    assert set(ASK_NOTHING) <= {node.name for _, node in SERVICES}
