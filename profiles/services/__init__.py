"""Creates and edits people's records, adds to the log, grades risk; writes reports."""

from profiles.services.due_reports import (
    add_update_period,
    edit_update_period,
    rebuild_due_reports,
    refresh_due_reports,
)
from profiles.services.people import (
    add_contact,
    add_detail,
    add_entry,
    amend_contact,
    assess_risk,
    clear_follow_up,
    create_profile,
    delete_view,
    dismiss_proposal,
    edit_detail,
    edit_profile,
    leave_custody,
    pass_on_records,
    rename_view,
    save_view,
)
from profiles.services.reports import (
    add_to_report,
    discard_report,
    start_report,
    submit_report,
    write_section,
)

__all__ = [
    "add_contact",
    "add_detail",
    "add_entry",
    "add_to_report",
    "add_update_period",
    "amend_contact",
    "assess_risk",
    "clear_follow_up",
    "create_profile",
    "delete_view",
    "discard_report",
    "dismiss_proposal",
    "edit_detail",
    "edit_profile",
    "edit_update_period",
    "leave_custody",
    "pass_on_records",
    "rebuild_due_reports",
    "refresh_due_reports",
    "rename_view",
    "save_view",
    "start_report",
    "submit_report",
    "write_section",
]
