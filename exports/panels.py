"""What exports show on Home, over the limit, and the way to them from the account."""

from django.urls import reverse

from core.panels import WaitingLine, register
from core.wording import counted
from exports.selectors import exports_waiting_for, own_exports_held, takes_files

MOST_WAITING = 5


@register("home.waiting", order=47)
def exports_to_answer(request):
    """Exports that wait for this manager, named by their list and never by a person.

    The reference of a record stands there if the manager may know of that record.
    """
    found = yield from exports_waiting_for.steps(request.user, MOST_WAITING)
    return [
        WaitingLine(
            reverse("exports:answer", args=[export.uuid]),
            export.asked_at,
            f"{export.asked_by} asks for an export over the limit",
            f"{export.called}, {_rows(export)}. {export.team}: {export.reason}",
        )
        for export in found
    ]


def _rows(export):
    return counted(export.rows_total, "row")


@register("home.asked", order=40)
def own_exports(request):
    found = yield from own_exports_held.steps(request.user, MOST_WAITING)
    return [
        WaitingLine(
            export.get_absolute_url(),
            export.asked_at,
            f"You asked for an export over the limit: {export.called}",
            f"No manager of {export.team} has answered yet",
        )
        for export in found
    ]


@register("agencies.account", order=20)
def exports_of_account(user):
    """On the page of the reader's own account: files are kept for a week."""
    if not takes_files(user):
        return None
    return {
        "heading": "Files",
        "label": "Your exports",
        "url": reverse("exports:list"),
        "about": "Lists you exported in the last week, and what became of each",
    }
