"""Addresses of the API, a line for each resource."""

from typing import Any

from django.urls import URLPattern, path

DESCRIBED = {"http_method_names": ["get", "head", "options"]}


def resource(
    route: str, name: str, view: Any, *, create: Any = None, edit: Any = None
) -> list[URLPattern]:
    """The addresses of one resource.

    `view` answers GET. `create` answers POST here, and is described at `<route>new/`; `edit`
    answers PATCH here, and is described at `<route>edit/`. Their names end in `-new` and `-edit`.
    """
    writes = {"POST": create, "PATCH": edit}
    others = {method: writer for method, writer in writes.items() if writer is not None}
    patterns = [path(route, view.as_view(others=others), name=name)]
    if create is not None:
        patterns.append(path(f"{route}new/", create.as_view(**DESCRIBED), name=f"{name}-new"))
    if edit is not None:
        patterns.append(path(f"{route}edit/", edit.as_view(**DESCRIBED), name=f"{name}-edit"))
    return patterns
