"""The lists as they start; partnerships change them."""

from django.db import migrations

# Kinds of contact fit the agency of the team that writes: a prison's, probation's, the others'.
OUTSIDE = ["police", "probation", "council", "health", "victims", "care", "housing", "other"]
ELSEWHERE = [kind for kind in OUTSIDE if kind != "probation"]
# Code, name, for which agencies (empty: for all), place.
CONTACTS = [
    ("visit", "Visit", ELSEWHERE, 0),
    ("phone", "Phone", [], 10),
    ("office", "Office", OUTSIDE, 20),
    ("prison", "Prison visit", OUTSIDE, 30),
    ("other", "Other", [], 40),
    ("supervision", "Supervision appointment", ["probation"], 1),
    ("home-visit", "Home visit", ["probation"], 2),
    ("key-work", "Key-work session", ["prison"], 3),
    ("wing", "Wing observation", ["prison"], 4),
    ("acct-review", "ACCT review", ["prison"], 5),
]
# Code, name, is restricted, is asked about at a release.
WARNINGS = [
    ("risk-to-staff", "Risk to staff", False, False),
    ("self-harm", "Self-harm", False, True),
    ("do-not-disclose", "Do not disclose information", False, False),
    ("protection-order", "Protection order in place", False, False),
    ("marac", "MARAC case", True, False),
    ("contact-arrangement", "Contact arrangement", False, False),
    ("escape", "Escape risk", False, False),
    ("mappa", "MAPPA", True, False),
]
RISKS = [
    ("very-high", "Very high", "veryhigh"),
    ("high", "High", "high"),
    ("medium", "Medium", "medium"),
    ("low", "Low", "low"),
]
ETHNICITIES = [
    ("w1", "White: British"),
    ("w2", "White: Irish"),
    ("w3", "White: Gypsy or Irish Traveller"),
    ("w9", "Any other White background"),
    ("m1", "Mixed: White and Black Caribbean"),
    ("m2", "Mixed: White and Black African"),
    ("m3", "Mixed: White and Asian"),
    ("m9", "Any other Mixed background"),
    ("a1", "Asian: Indian"),
    ("a2", "Asian: Pakistani"),
    ("a3", "Asian: Bangladeshi"),
    ("a4", "Asian: Chinese"),
    ("a9", "Any other Asian background"),
    ("b1", "Black: Caribbean"),
    ("b2", "Black: African"),
    ("b9", "Any other Black background"),
    ("o2", "Arab"),
    ("o9", "Any other ethnic group"),
    ("ns", "Not stated"),
]
ADDRESSES = [
    ("home", "Home"),
    ("family", "Family or friends"),
    ("temporary", "Hostel or temporary"),
    ("approved-premises", "Approved premises"),
    ("placement", "Care or foster placement"),
    ("work", "Work"),
    ("other", "Other"),
]
PHONES = [
    ("mobile", "Mobile"),
    ("home", "Home"),
    ("work", "Work"),
    ("family", "Family or friend"),
    ("other", "Other"),
]
STATUSES = [
    ("licence", "On licence"),
    ("supervision", "Post-sentence supervision"),
    ("community-order", "Community order"),
    ("suspended-sentence", "Suspended sentence order"),
    ("youth-order", "Youth rehabilitation order"),
    ("none", "No statutory supervision"),
]
ROLES = [
    ("lead", "Lead"),
    ("victim-contact", "Victim’s point of contact"),
    ("prison-contact", "Prison single point of contact"),
    ("offender-manager", "Offender manager"),
    ("key-worker", "Key worker"),
    ("social-worker", "Social worker"),
    ("health", "Health"),
    ("housing", "Housing"),
    ("school", "School"),
    ("other", "Other"),
]
PRISONS = [
    ("hmp-birmingham", "HMP Birmingham"),
    ("hmp-dovegate", "HMP Dovegate"),
    ("hmp-leeds", "HMP Leeds"),
    ("hmp-leicester", "HMP Leicester"),
    ("hmp-lewes", "HMP Lewes"),
    ("hmp-norwich", "HMP Norwich"),
    ("hmp-nottingham", "HMP Nottingham"),
    ("hmp-stafford", "HMP Stafford"),
    ("hmp-wandsworth", "HMP Wandsworth"),
]
# Code, name, needs no text.
OUTCOMES = [
    ("met", "Met or spoke", False),
    ("left-message", "Left a message", False),
    ("not-at-home", "Was not at home", True),
    ("no-answer", "No answer", True),
    ("did-not-attend", "Did not attend", True),
    ("declined", "Declined", True),
    ("cancelled-by-them", "Cancelled by them", True),
    ("cancelled-by-us", "Cancelled by us", True),
    ("other", "Other", False),
]
# Code, name, comes before the release.
KEY_DATES = [
    ("sentenced", "Sentenced", True),
    ("recalled", "Recalled", False),
    ("parole-eligible", "Eligible for parole", False),
    ("parole-hearing", "Parole hearing", False),
    ("hdc-eligible", "Eligible for home detention curfew", False),
    ("temporary-licence", "Release on temporary licence", False),
    ("sentence-ends", "Sentence ends", False),
    ("court", "Court hearing", False),
    ("review", "Review", False),
]
PATHWAYS = [
    ("accommodation", "Accommodation"),
    ("attitudes", "Attitudes, thinking and behaviour"),
    ("families", "Children, families and communities"),
    ("drugs-and-alcohol", "Drugs and alcohol"),
    ("work", "Education, skills and work"),
    ("finance-and-id", "Finance and ID"),
    ("health", "Health"),
]
# Code, name, step on the way, whether it ends the need, colour.
# Code, name, step, does it end the need, colour.
NEEDS = [
    ("not-started", "Not started", 0, False, "red"),
    ("support-required", "Support required", 1, False, "orange"),
    ("in-progress", "In progress", 2, False, "blue"),
    ("done", "Done", 3, True, "green"),
    ("support-not-required", "Support not required", 3, True, "grey"),
    ("support-declined", "Support declined", 0, True, "grey"),
]
COHORTS_AND_PROGRAMMES = {
    "CohortKind": [
        ("fixed", "Fixed"),
        ("flex", "Flex"),
        ("free", "Free"),
        ("local", "Local"),
    ],
    "ProgrammeKind": [
        ("thinking", "Thinking and behaviour"),
        ("drugs-and-alcohol", "Drugs and alcohol"),
        ("education", "Education and skills"),
        ("employment", "Employment"),
        ("families", "Families and relationships"),
        ("health", "Health and wellbeing"),
        ("restorative", "Restorative justice"),
        ("other", "Something else"),
    ],
    "ProgrammeOutcome": [
        ("completed", "Completed"),
        ("partly", "Partly completed"),
        ("withdrew", "Withdrew"),
        ("removed", "Removed"),
        ("moved", "Released or moved before the end"),
    ],
}


def fill(apps, schema_editor):
    def add(model, rows, *names, apart=1):
        objects = apps.get_model("profiles", model).objects
        for place, (code, name, *more) in enumerate(rows):
            fields = {"position": apart * place} | dict(zip(names, more, strict=True))
            objects.create(code=code, name=name, **fields)

    add("ContactKind", CONTACTS, "agency_kinds", "position")
    add("WarningKind", WARNINGS, "is_restricted", "asked_at_release")
    add("RiskLevel", RISKS, "badge")
    add("Ethnicity", ETHNICITIES)
    add("AddressKind", ADDRESSES)
    add("PhoneKind", PHONES)
    add("StatutoryKind", STATUSES)
    add("InvolvementRole", ROLES)
    add("Establishment", PRISONS)
    add("ContactOutcome", OUTCOMES, "speaks_for_itself")
    add("KeyDateKind", KEY_DATES, "before_release", apart=10)
    add("Pathway", PATHWAYS, apart=10)
    add("NeedStatus", NEEDS, "step", "ends_need", "colour", apart=10)
    for model, rows in COHORTS_AND_PROGRAMMES.items():
        add(model, rows, apart=10)


class Migration(migrations.Migration):
    replaces = [
        ("profiles", "0003_lists"),
        ("profiles", "0009_person_in_full"),
        ("profiles", "0010_custody"),
        ("profiles", "0011_log_in_full"),
        ("profiles", "0016_asked_at_release"),
        ("profiles", "0019_kinds_by_agency"),
        ("profiles", "0021_key_dates"),
        ("profiles", "0023_needs"),
        ("profiles", "0027_cohorts_and_programmes"),
    ]
    dependencies = [("profiles", "0003_triggers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
