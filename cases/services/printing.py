"""Prints the actions log: a PDF for one audience, which is recorded and not kept."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from cases.actions_pdf import document_of
from cases.audiences import CHANGED, Audience, partners_of, printed_log
from cases.models import Case
from cases.querysets import ActionQuerySet
from cases.verbs import Verb
from core import policy
from records.pdf import Pdf, make_pdf

NO_PARTNER = "Choose a team that can read the actions of this case"


@transaction.atomic
def print_actions(
    *,
    case: Case,
    by: User,
    audience: str,
    reason: str,
    actions: ActionQuerySet,
    filtered: Sequence[str] = (),
    filters: Mapping[str, Any] | None = None,
    recipient: str = "",
    team: Team | None = None,
    chosen: Collection[str] | None = None,
    digest: str | None = None,
) -> Pdf:
    """Make a PDF of these actions for an audience. Its hash is kept, and the file is not.

    `filtered` says in words how the actions were narrowed, for one's own paper; `filters` in
    codes.

    The reader prints for themselves; the team that manages the case prints for others too.
    For the complainant: what was read before, and of it the lines that were chosen. The event is
    committed before anything of it is sent. Raises ValidationError.
    """
    case = policy.lock(by, Audience(audience).action, case)
    if audience == Audience.INSPECTOR:
        recipient = f"{by.name}, {by.acting_team}"
    if audience != Audience.PARTNER:
        team = None
    else:
        team = partners_of(case, by).filter(pk=team.pk).first() if team else None
        if team is None:
            raise ValidationError({"team": NO_PARTNER})
    log = printed_log(case=case, by=by, audience=audience, actions=actions, team=team)
    if audience == Audience.COMPLAINANT:
        if digest != log.digest:
            raise ValidationError(CHANGED)
        log = log.only(chosen or ())
    number = secrets.token_hex(4)
    pdf = make_pdf(
        document_of(
            case,
            log,
            by=by,
            recipient=recipient,
            reason=reason,
            number=number,
            filtered=filtered,
        )
    )
    record(
        verb=Verb.ACTIONS_PRINTED,
        operation=Event.DISCLOSURE,
        actor=by,
        target=case,
        section="actions",
        recipient=recipient,
        reason=reason,
        detail={
            "copy": number,
            "audience": audience,
            "team": team.pk if team else None,
            "filters": dict(filters or {}),
            "actions": len(log.lines),
            "left_out": sum(log.left_out.values()),
            "sha256": pdf.sha256,
            "bytes": len(pdf.body),
            "pages": pdf.pages,
        },
    )
    return pdf
