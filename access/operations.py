"""What the migrations of a shared kind of record need."""

from typing import Any

from django.db.migrations.operations.base import Operation, OperationCategory

from access.triggers import hold_triggers, named_manager_triggers

BESIDE = ("teamhold", "userhold", "activity", "exclusion")


class AccessTriggers(Operation):
    """Installs the triggers that keep the holds and restrictions of one kind of record true.

    They fill and refresh what holds copy from the record and its activity, and keep a named
    manager on a restricted record. The tables come with `access_models`, in an earlier operation.
    """

    reversible = True
    reduces_to_sql = True
    category = OperationCategory.SQL

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name.lower()

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of the state, but what they name must be there."""
        missing = [
            name
            for name in (self.model_name, *(f"{self.model_name}{part}" for part in BESIDE))
            if (app_label, name) not in state.models
        ]
        if missing:
            raise ValueError(
                f"AccessTriggers({self.model_name!r}) needs {', '.join(missing)} in {app_label}. "
                "Make them with access_models, and put this operation after their migration."
            )

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Create the functions and triggers."""
        self._run(0, app_label, schema_editor, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop the functions, and the triggers with them."""
        self._run(1, app_label, schema_editor, from_state)

    def _run(self, way: int, app_label: str, schema_editor: Any, state: Any) -> None:
        model = state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            for sql in access_triggers(model):
                schema_editor.execute(sql[way], params=None)

    def describe(self) -> str:
        return f"Install the access triggers of {self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name}_access_triggers"


def access_triggers(model: Any) -> list[tuple[str, str]]:
    """The SQL to make and to drop each set of triggers of a kind of record."""
    table = model._meta.db_table
    return [hold_triggers(table), named_manager_triggers(table, model._meta.label_lower)]
