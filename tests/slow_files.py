"""A pytest plugin: where no slow test is asked for, files that have only slow ones are not read.

Reading them takes each worker about half as long as all quick tests run. What a mark of the whole
file says, the first lines of the file say.
"""

import re

ALL_SLOW = re.compile(r"^pytestmark = .*\bpytest\.mark\.slow\b", re.MULTILINE)


def pytest_ignore_collect(collection_path, config):
    asked = config.option.markexpr.split(" and ")
    if "not slow" not in asked or collection_path.suffix != ".py":
        return None
    return True if ALL_SLOW.search(collection_path.read_text()) else None
