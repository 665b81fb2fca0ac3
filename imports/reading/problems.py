"""Why a file cannot be read as a table of people."""

from django.core.exceptions import ValidationError


class UnreadableFile(ValidationError):
    """A file that is refused; the words stand by the field of the form that they are about."""

    def __init__(self, *because: str, field: str = "file") -> None:
        super().__init__({field: list(because)})
