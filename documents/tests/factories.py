"""Makes lists of choices of documents, what a browser would send, and files that were checked."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from documents.checks import CheckedFile, check
from documents.models import DocumentKind
from documents.tests.hostile import JPEG, PDF


class DocumentKindFactory(DjangoModelFactory):
    class Meta:
        model = DocumentKind
        django_get_or_create = ("code",)

    code = "letter"
    name = "Letter"


def sent(name="Letter of 3 May.pdf", data=PDF):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def checked(name="Letter of 3 May.pdf", data=PDF):
    """A file that was checked."""
    return check(sent(name, data))


def drawn(name="face.jpg"):
    """A photo as the child process gives it back, without starting one."""
    return CheckedFile(name, "image/jpeg", io.BytesIO(JPEG), len(JPEG), JPEG)
