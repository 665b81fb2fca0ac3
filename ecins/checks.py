"""The part of `make check` that needs settings: types, missing migrations, Django's own checks."""

import os
import subprocess
import sys

from ecins.launch.site import ROOT

# Types are checked where they carry weight: questions, acts and what may be seen.
TYPED = ["services", "rules", "policy", "querysets", "jobs"]
MORE = ["core/paging.py", "core/panels.py", "access/*.py", "audit/selectors.py"]
UNTYPED = {"forms.py", "receivers.py", "apps.py", "urls.py", "models.py", "__init__.py"}
SOMEWHERE = {
    "DATABASE_URL": "postgresql://app@/nowhere?host=/nonexistent",
    "DATABASE_OWNER_URL": "postgresql://owner@/nowhere?host=/nonexistent",
    "BROKER_URL": "redis+socket:///nonexistent",
    "SECOND_STEP_KEYS": "b25seS1mb3ItY2hlY2tzLW9ubHktZm9yLWNoZWNrcy4=",
    "ALLOWED_HOSTS": "nowhere.invalid",
    "SITE_ADDRESS": "https://nowhere.invalid",
    "SECRET_KEY": "only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
}


def typed_files():
    """The modules whose every signature has types."""
    patterns = [f"*/{name}.py" for name in TYPED] + [f"*/{name}/*.py" for name in TYPED] + MORE
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(
        str(path.relative_to(ROOT))
        for path in found
        if path.name not in UNTYPED and not path.is_relative_to(ROOT / ".venv")
    )


def run(*command, **environment):
    print("+", " ".join(command[1:4]), "…" if len(command) > 4 else "", flush=True)
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **SOMEWHERE, **environment}, check=False
    ).returncode


def main():
    python = sys.executable
    development = {"PRODUCTION": "0", "PYTHONWARNINGS": "ignore"}
    return max(
        run(python, "-m", "mypy", *typed_files(), **development),
        run(python, "manage.py", "makemigrations", "--check", "--dry-run", **development),
        run(
            python,
            "manage.py",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
            PRODUCTION="1",
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
