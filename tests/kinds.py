"""Tables for a kind of record that only the tests have, without a migration to keep up."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState


def generated(app_label):
    """What `makemigrations` would write first for the models of this app as they are."""
    now = ProjectState.from_apps(apps)
    ours = {key: state for key, state in now.models.items() if key[0] == app_label}
    before = ProjectState({key: now.models[key] for key in now.models.keys() - ours.keys()})
    asked = MigrationQuestioner(specified_apps={app_label})
    [written] = MigrationAutodetector(before, now, asked).changes(MigrationGraph())[app_label]
    return written.operations
