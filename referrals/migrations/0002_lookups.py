"""The lists of restorative justice to start with, and the referral form; partnerships change them.

Levels: ACPO guidance on restorative justice (2011), sections 11 and 12.
"""

from django.db import migrations

LEVELS = [
    ("street", "Street or instant", 1),
    ("conference", "Conference", 2),
    ("panel", "Neighbourhood resolution panel", 2),
    ("sanction", "Alongside a formal sanction", 3),
]
# Code, name, needs the advice of an RJ champion.
OFFENCES = [
    ("criminal-damage", "Criminal damage", False),
    ("shop-theft", "Theft from a shop", False),
    ("theft", "Other theft", False),
    ("asb", "Anti-social behaviour", False),
    ("neighbours", "Neighbour dispute", False),
    ("public-order", "Public order", False),
    ("assault", "Common assault", False),
    ("harassment", "Harassment or abuse", True),
    ("hate", "Hate crime or hate incident", True),
    ("domestic", "Domestic abuse", True),
    ("sexual", "Sexual offence", True),
    ("other", "Other", False),
]
METHODS = [
    ("face-to-face", "Face to face"),
    ("shuttle", "Through a go-between"),
    ("letter", "By letter"),
    ("audio", "By recording or phone"),
]
ROLES = [
    ("responsible", "Person responsible", "responsible"),
    ("harmed", "Person harmed", "harmed"),
    ("supporter-responsible", "Supporter of the person responsible", "beside"),
    ("supporter-harmed", "Supporter of the person harmed", "beside"),
    ("other", "Other", "beside"),
]
CONSENTS = [
    ("in-person", "In person"),
    ("phone", "By phone"),
    ("writing", "In writing"),
    ("parent", "With a parent or guardian"),
]
SATISFACTION = [
    ("very", "Very satisfied"),
    ("satisfied", "Satisfied"),
    ("neither", "Neither satisfied nor dissatisfied"),
    ("dissatisfied", "Dissatisfied"),
    ("would-not-say", "Would not say"),
    ("not-reached", "Could not be reached"),
]
# Code, name, took place, an agreement was made.
OUTCOMES = [
    ("agreement", "Agreement made", True, True),
    ("no-agreement", "No agreement", True, False),
    ("postponed", "Did not take place", False, False),
]
TASKS = [
    ("rj-advice", "RJ champion’s advice"),
    ("rj-referral", "RJ referral"),
    ("rj-information", "More about an RJ referral"),
    ("rj-term", "Check a term of an RJ agreement"),
    ("rj-broken", "RJ agreement broken"),
]
# Section: title, guidance, questions. Question: code, label, answer, needed, hint.
FORM = [
    (
        "Harm",
        "What it did to the person harmed, and what they hope for.",
        [
            ("harm", "What harm was done?", "words", True, "To people, things and feelings"),
            ("wishes", "What does the person harmed hope for?", "words", True, ""),
            ("attitude", "What does the person responsible say about it?", "words", True, ""),
            ("before", "Is there a history between them?", "words", False, ""),
        ],
    ),
    (
        "Special checks",
        "If any answer is yes, an RJ champion must advise before you submit.",
        [
            ("hate_crime", "Is it a hate crime, or seen as one?", "yes_no", True, ""),
            ("domestic_abuse", "Is domestic abuse involved?", "yes_no", True, ""),
            ("sexual_offence", "Is it, or does it involve, a sexual offence?", "yes_no", True, ""),
            ("safety", "What could make a meeting unsafe?", "words", True, "If nothing, say so"),
        ],
    ),
    (
        "Practical matters",
        "What the coordinator needs to prepare a meeting.",
        [
            ("contact", "When and how can both sides be reached?", "words", False, ""),
            ("needs", "Languages, disabilities and other needs", "words", False, ""),
            ("supporters", "Who could support them?", "words", False, ""),
        ],
    ),
]


def fill(apps, schema_editor):
    def add(model, rows, *names, app="referrals"):
        for place, row in enumerate(rows):
            values = dict(zip(("code", "name", *names), row, strict=True))
            apps.get_model(app, model).objects.create(**values, position=10 * place)

    add("RjLevel", LEVELS, "number")
    add("RjOffence", OFFENCES, "needs_champion")
    add("RjMethod", METHODS)
    add("PartyRole", ROLES, "side")
    add("ConsentMethod", CONSENTS)
    add("Satisfaction", SATISFACTION)
    add("PanelOutcome", OUTCOMES, "took_place", "is_agreement")
    for place, (code, name) in enumerate(TASKS):
        apps.get_model("tasks", "TaskKind").objects.create(
            # Sent by referrals alone: nobody chooses them.
            code=code,
            name=name,
            position=200 + 10 * place,
            is_offered=False,
        )
    apps.get_model("documents", "DocumentKind").objects.create(
        code="referral-form", name="Referral form", position=200, is_offered=False
    )
    _form(apps)


def _form(apps):
    kind = apps.get_model("records", "FormKind").objects.create(
        code="rj-referral",
        name="Restorative justice referral",
        use="referral",
        audience="For the NRP coordinator and the RJ champion.",
        position=100,
    )
    sections = apps.get_model("records", "FormSection").objects
    questions = apps.get_model("records", "Question").objects
    for place, (title, guidance, asked) in enumerate(FORM):
        section = sections.create(kind=kind, title=title, guidance=guidance, position=10 * place)
        for number, (code, label, answer, needed, hint) in enumerate(asked):
            questions.create(
                section=section,
                code=code,
                label=label,
                answer=answer,
                is_required=needed,
                hint=hint,
                position=10 * number,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_schema"),
        ("records", "0003_use_of_forms"),
        ("tasks", "0004_search_words"),
        ("documents", "0002_kinds"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
