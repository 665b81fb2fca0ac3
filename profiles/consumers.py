"""What follows in people's records when a kind of report changes."""

from audit.models import Event
from audit.services import consumer
from profiles.models import Report, ReportSection
from records.models import FormSection
from records.verbs import Verb


@consumer("profiles.sections", verbs=[Verb.SECTION_ADDED])
def add_to_open_drafts(event: Event) -> None:
    """A section that is new to a kind is new to its drafts too, so that its questions are asked.

    Also to reports that wait for approval: one that is returned is a draft again.

    Its copy in a report has no answers yet, and every draft gets it once. Drafts of all teams,
    unscoped: nobody is shown anything.
    """
    section = FormSection.objects.get(pk=event.detail["row"])
    for report in Report.objects.filter(kind=section.kind_id).exclude(state="submitted"):
        ReportSection.objects.get_or_create(report=report, section=section)
