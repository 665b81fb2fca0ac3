"""Where files are kept on this machine, unless `DOCUMENTS_STORAGE` names another place."""

import os
from typing import Any

from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """Files for the site alone, on the disk before their row is committed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, **options}
        )

    def _save(self, name: str, content: Any) -> str:
        saved = super()._save(name, content)
        path = self.path(saved)
        for place in (path, os.path.dirname(path)):
            opened = os.open(place, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
        return saved
