"""Fields that take files, and the limit of what one request may bring."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadhandler import FileUploadHandler

from documents.checks import CheckedFile, check, check_photo
from documents.file_types import DOCUMENTS_ACCEPTED, PHOTOS_ACCEPTED

MOST_FILES = 20


class LimitedUpload(FileUploadHandler):
    """Refuses a request that brings more than all files together may have, before it is read."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        if content_length > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("These files are too large to be sent together.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class SeveralFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class DocumentsField(forms.FileField):
    """One or several documents: all of them may be kept, or every one that may not is named."""

    widget = SeveralFiles

    def __init__(self, *, several: bool = True, **kwargs: Any) -> None:
        super().__init__(max_length=None, allow_empty_file=True, **kwargs)
        self.widget.attrs |= {"accept": DOCUMENTS_ACCEPTED, "multiple": several}
        self.most = MOST_FILES if several else 1

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        sent = [one for one in (data if isinstance(data, list) else [data]) if one]
        if not sent and not self.required:
            return []
        if not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(sent) > self.most:
            raise ValidationError(f"Choose no more than {self.most} files at a time.")
        kept, refused = [], []
        for one in sent:
            try:
                kept.append(check(super().clean(one, initial)))
            except ValidationError as problem:
                refused.extend(problem.error_list)
        if refused and len(sent) > len(refused):
            refused.append(ValidationError("None of these files was saved. Choose them again."))
        if refused:
            raise ValidationError(refused)
        return kept


class PhotoField(forms.FileField):
    """One photo that may be kept."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=None, allow_empty_file=True, **kwargs)
        self.widget.attrs |= {"accept": PHOTOS_ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        sent = super().clean(data, initial)
        return check_photo(sent) if sent else None
