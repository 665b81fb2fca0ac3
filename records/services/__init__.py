"""Gives records their human references, keeps drafts, and changes kinds of forms."""

from records.services.drafts import (
    discard_draft,
    keep_late_form,
    next_reference,
    next_references,
    remove_old_drafts,
    restore_draft,
    save_draft,
    use_draft,
)
from records.services.form_kinds import (
    add_form_kind,
    add_form_section,
    add_question,
    copy_form_kind,
    edit_form_kind,
    edit_form_section,
    edit_question,
)

__all__ = [
    "add_form_kind",
    "add_form_section",
    "add_question",
    "copy_form_kind",
    "discard_draft",
    "edit_form_kind",
    "edit_form_section",
    "edit_question",
    "keep_late_form",
    "next_reference",
    "next_references",
    "remove_old_drafts",
    "restore_draft",
    "save_draft",
    "use_draft",
]
