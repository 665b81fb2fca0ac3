"""What follows from exports of lists that go over the limit: managers are told, then who asked.

A notice says what kind of list it is. Of which record, its page says to those who may know.
"""

from django.urls import reverse

from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, put
from audit.models import Event
from audit.services import consumer
from core.wording import counted
from exports.kinds import title_of
from exports.models import Export
from exports.verbs import Verb


@consumer("alerts.exports_over_limit", verbs=[Verb.OVER_LIMIT])
def tell_of_export_over_limit(event: Event) -> None:
    """Tell the team's managers that a colleague exports more than the limit: never of whom."""
    export = Export.objects.get(pk=event.target_id)
    words = (
        f"{event.actor_name} asks for an export over the limit: {title_of(export.kind)}, "
        f"{counted(export.rows_total, 'row')}"
    )
    put(
        event,
        words,
        managers_of(export.team_id),
        audience=Audience.NO_RECORD,
        address=reverse("exports:answer", args=[export.uuid]),
    )


@consumer("alerts.exports_answered", verbs=[Verb.ALLOWED, Verb.DECLINED])
def tell_of_export_answer(event: Event) -> None:
    """Tell the person who asked for an export over the limit what the manager answered."""
    export = Export.objects.select_related("asked_by").get(pk=event.target_id)
    words = f"{event.actor_name} allowed your export: {title_of(export.kind)}"
    if event.verb == Verb.DECLINED:
        words = f"{event.actor_name} did not allow your export: {export.why_not}"
    put(
        event,
        words,
        [export.asked_by],
        audience=Audience.NO_RECORD,
        address=export.get_absolute_url(),
    )
