"""What tests look at in a backup, and how they change it."""

import json

from home.backups import manifest

EXPORT = "exports/events.csv"


def databases(cluster):
    with cluster.admin() as connection:
        found = connection.execute("SELECT datname FROM pg_database")
        # Those of other tests come and go meanwhile.
        return {name for (name,) in found if not name.startswith("test_")}


def told(backup):
    return json.loads((backup / "manifest.json").read_text())


def sealed_again(backup, **changes):
    """As somebody would who can write the folder: the seals are true, what is said is not."""
    path = backup / "manifest.json"
    path.write_text(json.dumps({**told(backup), **changes}))
    (backup / "manifest.sha256").write_text(f"{manifest.sha256(path)}  manifest.json\n")
