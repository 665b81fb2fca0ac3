"""A long file takes no more memory than a short one."""

import os
import subprocess
import sys

import pytest

MOST_MEGABYTES = 150


@pytest.mark.slow
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_stay_within_their_memory(file_format, tmp_path, settings):
    program = [sys.executable, "-W", "ignore", "-m", "exports.tests.long_list"]
    asked = [file_format, "100000", str(tmp_path)]

    done = subprocess.run(
        [*program, *asked],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "ecins.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    megabytes, _ = done.stdout.split()
    assert int(megabytes) <= MOST_MEGABYTES
