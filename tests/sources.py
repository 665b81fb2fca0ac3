"""The code and the models of the product, for tests that read them."""

import ast

from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
OURS = settings.OUR_APPS
SOURCES = [
    path
    for app in [*OURS, "ecins"]
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and "tests" not in path.parts
]
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in [*OURS, "throwaway"]
    and not model.__name__.startswith("Historical")
]


def functions(path):
    return [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
