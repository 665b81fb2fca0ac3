"""The form of a referral as a PDF, which goes with the task to the coordinator."""

from io import BytesIO

from django.utils import timezone

from access.naming import OutsideNaming
from agencies.models import User
from core.dates import format_birth, format_day, format_when
from documents.checks import CheckedFile
from records.pdf import Document, Part, Section, make_pdf
from referrals.models import Intervention, Party, ReferralForm

UNANSWERED = "Not answered"


def form_as_file(form: ReferralForm, by: User) -> CheckedFile:
    """The submitted form with the facts and the people, made once, when it is submitted."""
    body = make_pdf(_document(form, by)).body
    name = f"Referral {form.referral.reference}.pdf"
    return CheckedFile(name, "application/pdf", BytesIO(body), len(body))


def _document(form: ReferralForm, by: User) -> Document:
    referral = form.referral
    names = OutsideNaming(by)
    made = f"Made by {names.maker}, on {format_when(timezone.now())}"
    who = names.submitter(form)
    return Document(
        title=f"{form.kind} {referral.reference}",
        author=who,
        marking=form.kind.marking,
        reference=referral.reference,
        foot=f"For {referral.to_team}. {made}. Recorded.",
        facts=[("Submitted", f"{format_when(form.submitted_at)} by {who}")],
        sections=[
            _what_happened(referral.intervention),
            _people(referral.intervention),
            *(
                Section(section["title"], [_part(said) for said in section["questions"]])
                for section in form.content
            ),
        ],
    )


def _what_happened(entry: Intervention) -> Section:
    said = [
        ("Offence or incident", str(entry.offence)),
        ("Date", format_day(entry.happened_on)),
        ("Number", entry.number),
        ("Place", entry.place),
        ("What happened", entry.summary),
        ("Responsibility", entry.get_admission_display()),
        ("Officer", f"{entry.officer_name} {entry.officer_phone}".strip()),
        ("RJ champion", f"{entry.champion_name}. {entry.champion_advice}".strip(". ")),
    ]
    return Section("What happened", [Part(title, [text]) for title, text in said if text])


def _people(entry: Intervention) -> Section:
    parties = entry.parties.with_words()
    return Section("People", [Part(f"{one.name}, {one.role}", _said_of(one)) for one in parties])


def _said_of(party: Party) -> list[str]:
    consent = "Has not agreed to take part"
    if party.consented_on:
        consent = (
            f"Agreed to take part on {format_day(party.consented_on)}, {party.consent_method}"
        )
    found = [
        f"Born {format_birth(party.born_on)}" if party.born_on else "",
        party.address,
        _phone(party),
        consent,
    ]
    return [text for text in found if text]


def _phone(party: Party) -> str:
    """The number, and how it is safe: whoever rings may have this paper alone."""
    unknown = "Not known whether it is safe to ring" if party.is_safety_unknown else ""
    said = [party.phone, *party.cautions, *party.safe, unknown, party.phone_note]
    return ". ".join(filter(None, said))


def _part(said: dict) -> Part:
    if "columns" in said:
        rows = [[text or "–" for _, text in row] for row in said["rows"]]
        return Part(said["label"], [] if rows else ["None"], said["columns"], rows)
    texts = [text for text in (said["text"], said["more"]) if text]
    return Part(said["label"], texts or [UNANSWERED])
