"""Hears of what due reports hang on, within the transaction of the act."""

from django.dispatch import receiver

from access.verbs import Verb as AccessVerb
from audit.signals import event_recorded
from profiles.models import Profile
from profiles.services import refresh_due_reports
from profiles.verbs import Verb

MOVED_BY = {
    AccessVerb.GIVEN,
    AccessVerb.CHANGED,
    AccessVerb.ENDED,
    AccessVerb.TRANSFERRED,
    AccessVerb.RESTRICTED,
    AccessVerb.UNRESTRICTED,
    Verb.REPORT_SUBMITTED,
    Verb.REPORT_APPROVED,
}
OF_DETAILS = {Verb.DETAIL_ADDED, Verb.DETAIL_EDITED}


@receiver(event_recorded, dispatch_uid="profiles.due_reports")
def move_due_reports(sender, *, event, target, **kwargs):
    of_stay = event.verb in OF_DETAILS and event.history_model.endswith("custodystay")
    if isinstance(target, Profile) and (of_stay or event.verb in MOVED_BY):
        refresh_due_reports(people=[target.pk])
