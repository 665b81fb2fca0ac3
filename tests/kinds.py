"""Tables for a kind of record that only the tests have, without a migration to keep up."""

from django.apps import apps
from django.db.migrations import CreateModel
from django.db.migrations.state import ModelState

from core.operations import CreateModels


def generated(app_label):
    """What makes the tables of this app's models as they are."""
    states = map(ModelState.from_model, apps.get_app_config(app_label).get_models())
    return CreateModels(
        [
            CreateModel(one.name, list(one.fields.items()), one.options, one.bases, one.managers)
            for one in states
        ]
    )
