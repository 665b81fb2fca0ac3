"""Two teams, and a task between them."""

from tasks.tests.conftest import blind, mate, shared, task, worker  # noqa: F401 - fixtures
