"""Takes a check out of the running code, in a process that is thrown away afterwards."""

import ast
import builtins
import dataclasses
import gc
import sys
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from django.db.models import Q
from django.http import Http404

from tests.mutants.checks import ROOT, Check, checks_of


def unasked(obj):
    """`policy.lock` without the question."""
    if obj is None:
        return None
    fresh = type(obj)._base_manager.select_for_update().filter(pk=obj.pk).first()
    if fresh is None:
        raise Http404
    return fresh


def any_row(model, *related, **by):
    """`policy.get` without the question."""
    found = model._base_manager.select_related(*related).filter(**by).first()
    if found is None:
        raise Http404
    return found


def every_row(user, model, **limits):
    """A sight that hides nothing."""
    return model._default_manager.all()


def take_out(check: Check, number: int, narrows: set[str]) -> None:
    """The check, which is the file's so-manieth, is gone from here on."""
    builtins.__unasked__, builtins.__any__ = unasked, any_row
    if check.action:
        _without_part_of_a_rule(*check.action.split())
        return
    path = ROOT / check.file
    found = checks_of(path, narrows)[number]
    tree = found.tree
    found.take()
    put_in_place(path, tree, {check.line}, whole=check.at is None)


def _without_part_of_a_rule(action: str, part: str) -> None:
    from core import policy

    rule = policy._rules[action]
    if part == "condition":
        change = {"condition": policy.always}
    elif part == "stands_on":
        change = {"stands_on": every_row}
    elif part == "many":
        change = {"many": lambda user, model: Q()}
    else:
        change = {"limits": {k: v for k, v in rule.limits.items() if k != part}}
    policy._rules[action] = dataclasses.replace(rule, **change)


def put_in_place(path: Path, tree: ast.Module, lines: set[int] = frozenset(), whole=False) -> int:
    """Give every living function of the file its new code; returns how many changed."""
    ast.fix_missing_locations(tree)
    if whole:
        return _run_again(module_of(path), tree, lines)
    new = {(c.co_qualname, c.co_firstlineno): c for c in codes(compile(tree, str(path), "exec"))}
    changed = 0
    for function in functions_of(path):
        old = function.__code__
        code = new.get((old.co_qualname, old.co_firstlineno))
        if code is not None and code != old:
            function.__code__ = code
            changed += 1
    assert changed, f"nothing changed in {path}"
    return changed


def _run_again(module: ModuleType, tree: ast.Module, lines: set[int]) -> int:
    """Run the changed lines of a module again; who imported their names gets the new ones."""
    done = 0
    for statement in tree.body:
        if not any(statement.lineno <= line <= statement.end_lineno for line in lines):
            continue
        assert isinstance(statement, ast.Assign), f"{module.__name__}:{statement.lineno}"
        before = {target.id: getattr(module, target.id) for target in statement.targets}
        exec(  # noqa: S102 - our own code
            compile(ast.Module([statement], []), module.__file__, "exec"), module.__dict__
        )
        for name, old in before.items():
            for other in list(sys.modules.values()):
                if getattr(other, name, None) is old:
                    setattr(other, name, getattr(module, name))
        done += 1
    assert done, f"nothing changed in {module.__name__}"
    return done


def module_of(path: Path) -> ModuleType:
    return next(m for m in list(sys.modules.values()) if getattr(m, "__file__", "") == str(path))


def functions_of(path: Path) -> list[FunctionType]:
    gc.unfreeze()  # the tests freeze what is loaded, which would not be found (tests/quicker.py)
    file = str(path)
    return [
        found
        for found in gc.get_objects()
        if type(found) is FunctionType and found.__code__.co_filename == file
    ]


def codes(code: CodeType):
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from codes(inner)
