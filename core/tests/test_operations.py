"""The operation that makes many models builds the state's models once for all of them."""

from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.models import CASCADE, BigAutoField, ForeignKey

from core.operations import CreateModels


def model(name, other):
    key = BigAutoField(primary_key=True)
    return CreateModel(name, [("id", key), ("other", ForeignKey(f"core.{other}", CASCADE))])


def test_models_may_refer_to_each_other_and_are_built_once():
    state = ProjectState()
    before = state.apps
    made = CreateModels([model("Hen", "Egg"), model("Egg", "Hen")])

    made.state_forwards("core", state)

    assert "apps" not in state.__dict__
    hen, egg = (state.apps.get_model("core", name) for name in ("Hen", "Egg"))
    assert (hen.other.field.related_model, egg.other.field.related_model) == (egg, hen)
    assert state.apps is not before
    assert made.describe() == "Create 2 models"
    assert made.migration_name_fragment == "hen_egg"
