"""Makes the briefing sheet, which is recorded as a disclosure and not kept."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import User
from audit.models import Event
from core import policy
from missing.briefing import sheet_of
from missing.models import Episode
from missing.saving import record_on_case
from missing.verbs import Verb
from records.pdf import Pdf, make_pdf


@transaction.atomic
def print_briefing(*, episode: Episode, by: User, recipient: str) -> Pdf:
    """Make a briefing sheet with photo and marking for somebody. Its hash is kept."""
    episode = policy.lock(by, "missing.print", episode)
    if not recipient.strip():
        raise ValidationError({"recipient": "Enter who it is for"})
    number = secrets.token_hex(4)
    pdf = make_pdf(sheet_of(episode, by=by, recipient=recipient, number=number))
    record_on_case(
        Verb.PRINTED,
        episode,
        by,
        operation=Event.DISCLOSURE,
        section="actions",
        recipient=recipient,
        history=None,
        detail={
            "copy": number,
            "sha256": pdf.sha256,
            "bytes": len(pdf.body),
            "pages": pdf.pages,
        },
    )
    return pdf
