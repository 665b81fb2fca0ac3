"""The pytest plugin that makes `xdist_group` work.

xdist 3.8 adds the group's name to `_nodeid`; pytest 9.2 reads the name of a test from `_id`. Until
an xdist is out that knows this pytest, the name is put where it is read.
"""

import pytest
from _pytest.nodeid import NodeId


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Name each grouped test with its group, or refuse to run: a group must not be split."""
    if not config.getoption("loadgroup", default=False):
        return
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            continue
        if named := vars(item).pop("_nodeid", None):
            item._id = NodeId.parse(named)
        if "@" not in item.nodeid.rpartition("]")[2]:
            raise pytest.UsageError(f"xdist does not know the group of {item.nodeid}")
