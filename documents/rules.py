"""Who may open, correct and withdraw a document of a record, whatever the kind of record.

Each kind of document names the actions that are asked of its record to see and to add documents;
their rules are in the app of the record.
"""

from typing import Any

from core.policy import allow, can, rule, visible

READ_ONLY = (
    "You can read this but not change it. Ask the team that manages the record, or that added it."
)
WITHDRAWN = "This has been withdrawn, so nobody can open it."

allow("document.view", stands_on=visible)


@rule("document.download", stands_on=visible, because=WITHDRAWN)
def not_withdrawn(user: Any, document: Any) -> bool:
    """A file that was withdrawn is opened by nobody."""
    return not document.is_withdrawn


@rule("document.edit", stands_on=visible, because=READ_ONLY)
@rule("document.withdraw", stands_on=visible, because=READ_ONLY)
def adds_documents(user: Any, document: Any) -> bool:
    """Those who may add documents may correct and withdraw one, as its kind allows."""
    return (
        not document.is_withdrawn
        and can(user, document.add_action, document.record)
        and document.is_changed_by(user)
    )
