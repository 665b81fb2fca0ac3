"""The house holds: read from the code itself, so that it holds for code not yet written."""

import ast
import re
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver

from access.kinds import shared_models
from core import policy
from core.views import ChildMixin, ObjectMixin, RecordView
from profiles.models import Address, Phone, Profile

ROOT = settings.BASE_DIR
OURS = settings.OUR_APPS
SOURCES = [
    path
    for app in [*OURS, "ecins"]
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and "tests" not in path.parts
]
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in [*OURS, "throwaway"]
    and not model.__name__.startswith("Historical")
]
SERVICE_FILES = [p for p in SOURCES if p.name == "services.py" or p.parent.name == "services"]

# Models that need no `visible_to` of their own, and why.
SEEN_THROUGH_OTHERS = {
    "Area": "public facts",
    "Agency": "public facts, shown with their teams",
    "AgreementReminder": "bookkeeping of what was told",
    "Invitation": "reached by its secret link, or through its user",
    "AccessToken": "compared, never shown",
    "IdempotentCall": "compared, never shown",
    "FailedSignIn": "counted, never shown",
    "UsedCode": "compared, never shown",
    "SpentToken": "compared, never shown",
    "LateForm": "shown to its sender alone, in the form",
    "Heartbeat": "bookkeeping of what runs",
    "LawfulBasis": "a list of choices",
    "ContactKind": "a list of choices",
    "GalleryKind": "a list of choices",
    "LeaveReason": "a list of choices",
    "MissingRisk": "a list of choices",
    "Outcome": "a list of choices",
    "Reliability": "a list of choices",
    "ReviewPeriod": "shown with what its area has arranged",
    "ContactOutcome": "a list of choices",
    "WarningKind": "a list of choices",
    "Ethnicity": "a list of choices",
    "AddressKind": "a list of choices",
    "PhoneKind": "a list of choices",
    "StatutoryKind": "a list of choices",
    "KeyDateKind": "a list of choices",
    "CohortKind": "a list of choices",
    "ProgrammeKind": "a list of choices",
    "ProgrammeOutcome": "a list of choices",
    "NeedStatus": "a list of choices",
    "Pathway": "a list of choices",
    "InvolvementRole": "a list of choices",
    "Establishment": "a list of choices",
    "CustodyDecision": "what proposals leave out; its reason is in History",
    "RiskLevel": "a list of choices",
    "CaseKind": "a list of choices",
    "CaseStage": "a list of choices",
    "RagRating": "a list of choices",
    "CaseOutcome": "a list of choices",
    "ParticipantRole": "a list of choices",
    "ActionKind": "a list of choices",
    "ActionResult": "a list of choices",
    "DocumentKind": "a list of choices",
    "TaskKind": "a list of choices",
    "TaskOutcome": "a list of choices",
    "TaskPriority": "a list of choices",
    "RjLevel": "a list of choices",
    "RjOffence": "a list of choices",
    "RjMethod": "a list of choices",
    "PartyRole": "a list of choices",
    "ConsentMethod": "a list of choices",
    "Satisfaction": "a list of choices",
    "PanelOutcome": "a list of choices",
    "Fact": "counted for a team and a reader by `held_by` and `seen_by`; has no page",
    "FactorVersion": "seen with its factor",
    "FiringFact": "seen with its firing",
    "Judgement": "counted, never shown",
    "FormSection": "seen with its kind",
    "Question": "seen with its kind",
    "ReferenceBlock": "bookkeeping of references",
    "Grant": "shown by Sharing, which asks for the record",
    "AccessRequest": "shown to who may answer it, through the record",
    "BreakGlass": "what visible_to itself reads; shown to the owner's managers",
    "Discovery": "what known_to itself reads",
}
# The same of every kind of shared record.
for kind in shared_models():
    SEEN_THROUGH_OTHERS |= {
        f"{kind.__name__}TeamHold": "what visible_to itself reads",
        f"{kind.__name__}UserHold": "what visible_to itself reads",
        f"{kind.__name__}Activity": "bookkeeping of the order of lists",
        f"{kind.__name__}Exclusion": "what visible_to itself reads; shown to the owner's managers",
    }
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
    "uuids_for": "reads, by the access of who is told",
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


def functions(path):
    return [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]


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


def test_the_lists_of_exceptions_name_only_what_exists():
    assert set(SEEN_THROUGH_OTHERS) <= {model.__name__ for model in MODELS}
    assert set(ASK_NOTHING) <= {node.name for _, node in SERVICES}


# Of every file at once, since a test for each takes longer than what it looks at.
def test_views_get_their_rows_from_the_door():
    views = [p for p in SOURCES if "views" in p.stem or "views" in p.parts]
    names = {
        (str(path), node.attr)
        for path in views
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
    }
    around = {"objects", "_default_manager", "_base_manager"}

    assert len(views) > 20
    assert not [(path, name) for path, name in names if name in around]


def test_no_list_is_an_ordered_visible_to():
    """Lists of shared records come from page_for: an ordered visible_to is slow at scale."""
    ordered = re.compile(r"visible_to\([^)]*\)\s*\.order_by")

    assert not [path for path in SOURCES if ordered.search(path.read_text())]


def test_files_are_short():
    assert len(SOURCES) > 300
    assert not [path for path in SOURCES if len(path.read_text().splitlines()) > 600]


def test_templates_are_short_and_ask_nothing():
    templates = {
        path: path.read_text()
        for path in ROOT.glob("**/templates/**/*.html")
        if ".venv" not in path.parts
    }
    unsafe = ("perms.", "|safe", "mark_safe")

    assert len(templates) > 100
    assert not [path for path, text in templates.items() if len(text.splitlines()) > 150]
    assert not [
        (path, words) for path, text in templates.items() for words in unsafe if words in text
    ]


def test_nothing_is_imported_late():
    assert not {path: late for path in SOURCES if (late := late_imports(path))}


def late_imports(path):
    if path.name == "apps.py" or "launch" in path.parts or path.name == "testing.py":
        return []
    tree = ast.parse(path.read_text())
    return [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_who_sees_it(model):
    scoped = hasattr(model._default_manager.all(), "visible_to")

    assert scoped or model.__name__ in SEEN_THROUGH_OTHERS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_sensitivity(model):
    declared = " ".join(
        value
        for cls in model.__mro__
        for name, value in vars(vars(cls).get("Sensitivity", object)).items()
        if not name.startswith("__")
    ).split()
    fields = {
        field.name
        for field in [*model._meta.fields, *model._meta.local_many_to_many]
        if field.name != "id"
    }
    # A team is a group: the group's own name is public with it.
    inherited = {"name", "permissions"} if model.__name__ == "Team" else set()

    assert set(declared) >= fields - inherited
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_docstring(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


def test_there_is_no_django_admin():
    assert not apps.is_installed("django.contrib.admin")


def test_a_view_that_names_no_action_fails_at_import():
    with pytest.raises(ImproperlyConfigured):
        type("Careless", (ObjectMixin,), {"model": object})


def subclasses(cls):
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


def without_a_rule(page):
    """The actions that this page declares and no rule names."""
    child_action = getattr(page, "child_action", None)
    return (page.declared_actions() | {child_action}) - {None} - policy.rules().keys()


def test_every_page_declares_actions_that_have_a_rule():
    assert get_resolver().url_patterns  # imports every page
    pages = [
        page
        for page in subclasses(RecordView)
        if not page.abstract and page.__module__ != __name__
    ]

    assert pages
    assert [p.__name__ for p in pages if without_a_rule(p)] == []


def test_an_action_without_a_rule_is_found_among_several():
    class Careless(ObjectMixin):
        model, actions = object, frozenset({"profile.view", "profile.burn"})

    assert without_a_rule(Careless) == {"profile.burn"}


def test_a_view_asks_only_what_it_declares(manager, rf):
    class Careless(ObjectMixin):
        model, actions = Profile, frozenset({"profile.view", "profile.edit"})

        def get_action(self):
            return self.request.GET["action"]

    def asked(action):
        view = Careless()
        view.setup(rf.get("/", {"action": action}), uuid=uuid.uuid4())
        return view.asked_action

    assert asked("profile.edit") == "profile.edit"
    with pytest.raises(ImproperlyConfigured, match="does not declare log.add"):
        asked("log.add")


def test_a_view_asks_only_about_the_children_that_it_declares(manager, person, rf):
    class Careless(ChildMixin):
        model, action = Profile, "profile.view"
        child_models, child_action, child_of = frozenset({Phone}), "detail.edit", "profile"

        def get_child_model(self):
            return Address

    request = rf.get("/")
    request.user = manager
    view = Careless()
    view.setup(request, uuid=person.uuid, child=uuid.uuid4())
    with pytest.raises(ImproperlyConfigured, match="does not declare"):
        view.load()


def test_every_action_that_code_asks_by_name_has_a_rule():
    asked = {
        call.args[1].value
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).startswith("policy.")
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }

    assert asked
    assert asked - policy.rules().keys() == set()


def test_two_rules_for_one_action_are_refused():
    action = next(iter(policy.rules()))

    with pytest.raises(ImproperlyConfigured):
        policy.allow(action)


def test_every_app_says_what_it_is():
    for app in OURS:
        assert ast.get_docstring(ast.parse((Path(ROOT) / app / "__init__.py").read_text()))
