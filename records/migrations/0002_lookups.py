"""The lawful bases and the kinds of reports to start with; partnerships change them.

Headings of the first three reports: a newsletter of 2012 about the first E-CINS. Outcomes of
adjudications: HMPPS Digital's open adjudications service.
"""

from django.db import migrations

BASES = [
    ("crime-and-disorder", "Prevent crime and disorder", "Crime and Disorder Act 1998 s.115"),
    ("law-enforcement", "Law enforcement", "Data Protection Act 2018 Part 3"),
    ("public-task", "Public task", "UK GDPR Article 6(1)(e)"),
    ("vital-interests", "Protect someone’s life", "UK GDPR Article 6(1)(d)"),
    (
        "safeguarding",
        "Safeguard a child or adult at risk",
        "Data Protection Act 2018 Sch 1 para 18",
    ),
    ("asb-review", "ASB case review", "ASB, Crime and Policing Act 2014 Sch 4 para 7"),
    ("victims-code", "Support a victim", "Victims’ Code"),
    ("consent", "Consent of the person", "UK GDPR Article 6(1)(a)"),
]

ADJUDICATIONS = ["Date", "Charge", "Outcome", "Punishment"]
DRUG_TESTS = ["Date", "Kind of test", "Substance", "Result"]
ATTITUDE = ["Positive", "Mixed", "Negative", "Not seen"]
RISKS = ["Low", "Medium", "High", "Very high"]

# Kind: name, for whom, sections. Section: title, questions. Question: code, label, answer, needed,
# options, hint.
KINDS = {
    "prison-history": (
        "Prison History",
        "For officers outside, at agreed periods: how the person does in prison.",
        [
            (
                "Rehabilitation",
                [
                    ("attitude", "Attitude to rehabilitation", "choice", True, ATTITUDE, ""),
                    ("interventions", "Interventions and courses", "words", False, [], ""),
                    ("progress", "Progress since the last report", "words", False, [], ""),
                ],
            ),
            (
                "Behaviour",
                [
                    ("behaviour", "Behaviour on the wing and at work", "words", True, [], ""),
                    (
                        "adjudications",
                        "Adjudication",
                        "rows",
                        False,
                        ADJUDICATIONS,
                        "Outcome: charge proved, dismissed, not proceeded with, quashed or "
                        "referred to the police",
                    ),
                    ("drug-tests", "Drug test", "rows", False, DRUG_TESTS, ""),
                ],
            ),
            (
                "Anxieties",
                [
                    (
                        "anxieties",
                        "Anxieties",
                        "words",
                        True,
                        [],
                        "What worries the person, or you about them. If there are none, say so.",
                    ),
                ],
            ),
        ],
    ),
    "review": (
        "Review",
        "For the prison: what officers outside know of the person.",
        [
            (
                "Before sentence",
                [
                    ("before", "Behaviour before sentence", "words", True, [], ""),
                    ("attitude", "General attitude", "choice", True, ATTITUDE, ""),
                    ("response", "Response to interventions", "words", False, [], ""),
                ],
            ),
            (
                "Anxieties and risk",
                [
                    ("anxieties", "Anxieties", "words", False, [], ""),
                    ("risk", "Risk", "words", True, [], "Of what, to whom, and when it is higher"),
                ],
            ),
        ],
    ),
    "pre-release": (
        "Pre-release report",
        "For those who meet the person at the gate.",
        [
            (
                "Release",
                [
                    ("release-on", "Expected release", "date", True, [], ""),
                    ("lives-at", "Where the person will live", "words", True, [], ""),
                    ("met-by", "Who meets the person at the gate", "words", False, [], ""),
                    ("licence", "Licence conditions", "words", False, [], ""),
                ],
            ),
            (
                "What is open",
                [
                    ("needs", "Needs that are not met", "words", True, [], ""),
                    ("anxieties", "Anxieties, and who has taken them on", "words", True, [], ""),
                    ("risk", "Risk at release", "choice", True, RISKS, ""),
                ],
            ),
        ],
    ),
    "risk-assessment": (
        "Risk assessment",
        "For everyone who works with the person: the reasons behind a level of risk, in full.",
        [
            (
                "Risk",
                [
                    ("to-whom", "Who is at risk, and of what", "words", True, [], ""),
                    ("triggers", "What makes it more likely", "words", True, [], ""),
                    ("protects", "What protects", "words", False, [], ""),
                    ("level", "Level", "choice", True, RISKS, ""),
                    ("plan", "What is being done about it", "words", True, [], ""),
                ],
            )
        ],
    ),
    "initial-assessment": (
        "Initial assessment",
        "For the team that takes the person on: what the first meetings have shown.",
        [
            (
                "Circumstances",
                [
                    ("home", "Accommodation", "words", False, [], ""),
                    ("family", "Children, families and communities", "words", False, [], ""),
                    ("money", "Finance and ID", "words", False, [], ""),
                    ("work", "Education, skills and work", "words", False, [], ""),
                ],
            ),
            (
                "Health and behaviour",
                [
                    ("health", "Health", "words", False, [], ""),
                    ("drugs", "Drugs and alcohol", "words", False, [], ""),
                    ("thinking", "Attitudes, thinking and behaviour", "words", True, [], ""),
                    (
                        "first-contact",
                        "Has the person agreed to work with the team?",
                        "yes_no",
                        True,
                        [],
                        "",
                    ),
                ],
            ),
        ],
    ),
}

# Of some: who writes it, whether a manager approves it, how many days before a release it is due.
MORE = {
    "prison-history": {"owed_by": "prison"},
    "pre-release": {"owed_by": "prison", "due_before_release": 28},
    "risk-assessment": {"needs_approval": True},
}

# What a question begins with.
BEGIN_WITH = {
    ("prison-history", "interventions"): "programmes",
    ("prison-history", "anxieties"): "anxieties",
    ("review", "before"): "last-answer",
    ("pre-release", "release-on"): "expected-release",
    ("pre-release", "licence"): "last-answer",
    ("pre-release", "needs"): "open-needs",
    ("pre-release", "anxieties"): "open-anxieties",
    ("risk-assessment", "to-whom"): "last-answer",
    ("risk-assessment", "triggers"): "last-answer",
    ("risk-assessment", "protects"): "last-answer",
}


def fill_bases(apps, schema_editor):
    bases = apps.get_model("records", "LawfulBasis").objects
    for position, (code, name, gateway) in enumerate(BASES):
        bases.create(code=code, name=name, gateway=gateway, position=position)


def fill_reports(apps, schema_editor):
    kinds = apps.get_model("records", "FormKind").objects
    sections = apps.get_model("records", "FormSection").objects
    questions = apps.get_model("records", "Question").objects
    for place, (code, (name, audience, parts)) in enumerate(KINDS.items()):
        kind = kinds.create(
            code=code, name=name, audience=audience, position=place, **MORE.get(code, {})
        )
        for at, (title, asked) in enumerate(parts):
            section = sections.create(kind=kind, title=title, position=at)
            for position, (q_code, label, answer, needed, options, hint) in enumerate(asked):
                questions.create(
                    section=section,
                    code=q_code,
                    label=label,
                    answer=answer,
                    is_required=needed,
                    options=options,
                    hint=hint,
                    position=position,
                    prefill=BEGIN_WITH.get((code, q_code), ""),
                )


class Migration(migrations.Migration):
    replaces = [
        ("records", "0002_lawful_bases"),
        ("records", "0006_kinds_of_reports"),
        ("records", "0008_approval"),
        ("records", "0009_who_writes_reports"),
        ("records", "0011_prefill"),
    ]
    dependencies = [("records", "0001_schema")]
    operations = [
        migrations.RunPython(fill_bases, migrations.RunPython.noop),
        migrations.RunPython(fill_reports, migrations.RunPython.noop),
    ]
