"""Photos of most people of the demo world, documents of the first story, a plan. All invented."""

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from core import policy
from documents.checks import CheckedFile, check
from documents.images import THUMBNAIL_SIDE
from documents.models import DocumentKind
from documents.services import add_documents
from home.demo import portraits
from profiles import services
from profiles.models import Profile, ProfileDocument
from records.pdf import Document, Part, Section, make_pdf
from tasks.models import TaskDocument

# Everyone but each so manieth.
WITHOUT = 5
LICENCE = [
    "Report to the supervising officer as told, every Tuesday at 10am.",
    "Live at the address that the officer has approved, and be there from 9pm to 7am.",
    "Do not go to the retail park on Foregate.",
]
ROTA = b"Day,Time,Where\nTuesday,10am,Stafford Probation\nThursday,2pm,Joinery workshop\n"


def make(past):
    """Photos and documents."""
    for number, person in enumerate(Profile.objects.order_by("pk"), start=1):
        by = person.created_by
        if number % WITHOUT and policy.can(by, "photo.add", person):
            with past.act(person):
                add_photo(person, by, number)
    _documents(past)


def add_photo(person, by, number):
    drawn = portraits.draw(number, bearded=person.sex == person.Sex.MALE)
    small = portraits.thumbnail(drawn, THUMBNAIL_SIDE)
    file = CheckedFile("photo.jpg", "image/jpeg", io.BytesIO(drawn), len(drawn), small)
    note = {"consent": "given", "consent_note": "In person, at the first meeting"}
    services.add_photo(profile=person, by=by, file=file, **note)


def _documents(past):
    jordan = Profile.objects.get(surname="Pellworth", forenames="Jordan")
    kinds = {kind.code: kind for kind in DocumentKind.objects.all()}
    licence = _licence(jordan)
    for name, data, kind, about in (
        ("Licence conditions.pdf", licence, "licence", "Conditions agreed before release"),
        ("Appointments.csv", ROTA, "plan", "Appointments in the first weeks"),
    ):
        with past.act(jordan):
            add_documents(
                model=ProfileDocument,
                to=jordan,
                by=jordan.created_by,
                files=[check(ContentFile(data, name))],
                kind=kinds[kind],
                description=about,
            )


def add_plan(task):
    """Where the second camera goes, beside the task that asks for it."""
    add_documents(
        model=TaskDocument,
        to=task,
        by=task.from_user,
        files=[check(ContentFile(_plan(), "Car park, second camera.png"))],
        kind=DocumentKind.objects.get(code="plan"),
        description="Where the second camera goes, and what it sees",
    )


def _plan():
    """A car park from above: twelve bays, the camera in a corner, what it sees."""
    image = Image.new("RGB", (800, 500), "#eceae4")
    canvas = ImageDraw.Draw(image)
    canvas.pieslice((-360, -380, 480, 460), 8, 82, fill="#f3d9a4")
    canvas.rectangle((40, 30, 760, 470), outline="#3a3a3e", width=4)
    for left in range(100, 700, 100):
        canvas.rectangle((left, 60, left + 90, 190), outline="#57534c", width=3)
        canvas.rectangle((left, 310, left + 90, 440), outline="#57534c", width=3)
    canvas.ellipse((44, 34, 76, 66), fill="#8c2f2a")
    canvas.text((84, 38), "Camera 2", fill="#8c2f2a", font_size=18)
    canvas.text((330, 235), "Way in from Lansdown Place", fill="#3a3a3e", font_size=18)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _licence(person):
    return make_pdf(
        Document(
            title="Licence conditions",
            author="Stafford Probation",
            marking="OFFICIAL-SENSITIVE",
            reference=person.reference,
            foot="Invented, for the demo world.",
            sections=[Section("Conditions", [Part("To keep until the licence ends", LICENCE)])],
        )
    ).body
