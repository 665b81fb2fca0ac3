"""The lawful bases as they start; partnerships change them."""

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


def fill(apps, schema_editor):
    basis = apps.get_model("records", "LawfulBasis")
    for position, (code, name, gateway) in enumerate(BASES):
        basis.objects.create(code=code, name=name, gateway=gateway, position=position)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
