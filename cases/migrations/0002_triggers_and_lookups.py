"""The triggers of who has access to a case, and the lists to start with."""

from django.db import migrations

from access.operations import AccessTriggers

KINDS = [
    ("asb", "Anti-social behaviour"),
    ("iom", "Integrated offender management"),
    ("neighbourhood-resolution", "Neighbourhood resolution"),
    ("vulnerable", "Vulnerable person"),
    ("missing", "Missing person"),
    ("family", "Family"),
    ("other", "Other"),
]
STAGES = [
    ("assessment", "Assessment"),
    ("enquiries", "Enquiries"),
    ("action", "Action under way"),
    ("monitoring", "Monitoring"),
    ("review", "Review before closing"),
]
RAG = [("red", "Red", "red"), ("amber", "Amber", "orange"), ("green", "Green", "green")]
OUTCOMES = [
    ("resolved", "Resolved"),
    ("no-further-action", "No further action"),
    ("other-agency", "Passed to another agency"),
    ("complainant-withdrew", "Complainant withdrew"),
    ("moved", "Person moved away"),
    ("opened-in-error", "Opened in error"),
    ("other", "Other"),
]
# Code, name, on the complainant's side.
ROLES = [
    ("complainant", "Complainant", True),
    ("victim", "Victim", True),
    ("perpetrator", "Perpetrator", False),
    ("subject", "Person of concern", False),
    ("witness", "Witness", False),
    ("family-member", "Family member", False),
    ("professional", "Professional", False),
    ("other", "Other", False),
]
ACTION_KINDS = [
    ("visit", "Visit"),
    ("phone", "Phone call"),
    ("letter", "Letter or e-mail"),
    ("meeting", "Meeting"),
    ("patrol", "Patrol"),
    ("interview", "Interview or statement"),
    ("assessment", "Assessment"),
    ("warning", "Warning or notice"),
    ("contract", "Contract or order"),
    ("referral", "Referral"),
    ("support", "Support"),
    ("equipment", "Equipment or repair"),
    ("review", "Case review"),
    ("enquiry", "Enquiry"),
    ("other", "Other"),
]
# Code, name, was it done, does it stand out.
RESULTS = [
    ("done", "Done", True, False),
    ("not-cooperating", "Complainant did not cooperate", False, True),
    ("not-reached", "Could not be reached", False, True),
    ("declined", "Offer declined", False, True),
    ("not-done", "Not done", False, False),
    ("not-needed", "Not needed any more", False, False),
]


def fill(apps, schema_editor):
    def add(model, rows, *names):
        objects = apps.get_model("cases", model).objects
        for place, (code, name, *more) in enumerate(rows):
            fields = dict(zip(names, more, strict=True))
            objects.create(code=code, name=name, position=10 * place, **fields)

    add("CaseKind", KINDS)
    add("CaseStage", STAGES)
    add("RagRating", RAG, "colour")
    add("CaseOutcome", OUTCOMES)
    add("ParticipantRole", ROLES, "is_complainant")
    add("ActionKind", ACTION_KINDS)
    add("ActionResult", RESULTS, "is_done", "stands_out")


class Migration(migrations.Migration):
    replaces = [("cases", "0002_lists_and_triggers")]
    dependencies = [("cases", "0001_schema")]
    operations = [
        AccessTriggers("case"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
