"""Why a file is refused."""

from django.core.exceptions import ValidationError


class RefusedFile(ValidationError):
    """A file is refused; the words name the file and the rule that it breaks."""

    def __init__(self, name: str, because: str) -> None:
        self.because = because
        super().__init__(f"“{name}” was not saved: {because}.", code="refused_file")
