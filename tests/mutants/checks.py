"""Finds the permission checks, in the code as it stands: nothing is typed by hand.

Each check knows how to take itself out of a freshly read tree, and leaves a tree that compiles.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.sql import inner, pieces, sql_conditions

ROOT = Path(__file__).resolve().parents[2]
REFUSALS = {"ValidationError", "Http404", "PermissionDenied"}
WHO = {"user", "user_obj", "viewer", "by", "asker"}
NOTHING = {"[]", "{}", "set()", "False", "None", "0", "self.none()"}
SAID = {"condition": "→ always", "stands_on": "→ every row", "many": "→ all of them"}
OF_RULES = {"stands_on", "because", "model"}
NOT_ASKED = {"tests", "migrations", "templatetags", "management", "demo", "launch"}
# What is decided elsewhere, they write down or look for; property tests hold them to it.
WRITES = {"projection.py", "filter_sql.py", "sampling.py"}


@dataclass
class Check:
    """One check: where it stands, what is gone without it, and how to take it out."""

    file: str
    line: int
    where: str
    what: str
    take: Callable[[], None]
    at: ast.stmt | None = None
    action: str = ""
    column: int = 0
    tree: ast.Module | None = None
    nth: int = 1
    fires: int = 0  # the line of what a refusal does: who comes by it has been refused

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line} {self.where}: {self.what}"

    @property
    def argued(self) -> str:
        """The name that outlives a change of lines above it."""
        return f"{self.file} {self.where}: {self.what}"

    @property
    def kept(self) -> str:
        """The name in the list of what each check is missed by."""
        return self.argued if self.nth == 1 else f"{self.argued} ({self.nth})"


def sources() -> list[Path]:
    """The code of the product, app by app."""
    apps = sorted(path.parent for path in ROOT.glob("*/apps.py"))
    return [
        path
        for app in apps
        for path in sorted(app.rglob("*.py"))
        if not NOT_ASKED & set(path.relative_to(ROOT).parts)
    ]


def guarded() -> list[Path]:
    """Where who may do what is decided: core, access, and every app's rules."""
    return [
        path
        for path in sources()
        if kind(path) == "rules"
        or path.relative_to(ROOT).parts[0] in ("access", "core")
        and path.name not in WRITES
    ]


def kind(path: Path) -> str:
    """What a file of an app is: services, views, rules, querysets …"""
    parts = path.relative_to(ROOT).parts
    return parts[1].removesuffix(".py")


def narrowing() -> set[str]:
    """The methods of querysets that decide who sees what: those that access and rules call."""
    methods: dict[str, set[str]] = {}
    start: set[str] = set()
    for path in sources():
        tree = ast.parse(path.read_text())
        if kind(path) == "querysets":
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    methods.setdefault(node.name, set()).update(_called(node))
        if kind(path) == "rules" or path.relative_to(ROOT).parts[0] in ("access", "core"):
            start |= _called(tree)
    found, waiting = set(), start & methods.keys()
    while waiting:
        found |= waiting
        waiting = {c for name in waiting for c in methods[name]} & methods.keys() - found
    return {name for name in found if not name.startswith("_")}


def _called(tree: ast.AST) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


class Source:
    """One file: its tree, and who stands where in it."""

    def __init__(self, path: Path, narrows: set[str]) -> None:
        self.path, self.file, self.narrows = path, str(path.relative_to(ROOT)), narrows
        self.tree = ast.parse(path.read_text(), str(path))
        self.place: dict[ast.AST, tuple[ast.AST, str, int | None]] = {}
        for parent in ast.walk(self.tree):
            for field, value in ast.iter_fields(parent):
                for index, child in enumerate(value if isinstance(value, list) else [value]):
                    if isinstance(child, ast.AST):
                        self.place[child] = parent, field, index if value is not child else None

    def put(self, old: ast.AST, new: ast.AST) -> None:
        parent, field, index = self.place[old]
        for node in ast.walk(new):
            if not hasattr(node, "lineno"):
                ast.copy_location(node, old)
        if index is None:
            setattr(parent, field, new)
        else:
            getattr(parent, field)[index] = new

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.place:
            node = self.place[node][0]
            yield node

    def check(self, node: ast.AST, what: str, take: Callable[[], None]) -> Check:
        scopes = [
            n
            for n in self.above(node)
            if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda)
        ]
        named = [n for n in scopes if not isinstance(n, ast.Lambda)]
        inside = any(isinstance(n, ast.FunctionDef | ast.Lambda) for n in scopes)
        line = next(n for n in [node, *self.above(node)] if isinstance(n, ast.stmt))
        where = ".".join(n.name for n in reversed(named)) or "(module)"
        statement = line if inside else None
        return Check(
            self.file, node.lineno, where, what, take, statement, "", node.col_offset, self.tree
        )

    # ---- Ways to take something out; what is gone stays in the text, so that names bind alike --
    def allowed(self, node: ast.expr, what: str = "") -> Check:
        new = ast.BoolOp(ast.Or(), [ast.Constant(True), node])
        return self.check(node, f"{what or short(node)} → yes", lambda: self.put(node, new))

    def skipped(self, node: ast.expr, what: str) -> Check:
        new = ast.BoolOp(ast.And(), [ast.Constant(False), node])
        return self.check(node, what, lambda: self.put(node, new))

    def replaced(self, node: ast.expr, new: ast.expr, what: str) -> Check:
        return self.check(node, what, lambda: self.put(node, new))


def short(node: ast.AST | str, most: int = 70) -> str:
    text = " ".join((node if isinstance(node, str) else ast.unparse(node)).split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def checks_of(path: Path, narrows: set[str]) -> list[Check]:
    """The checks of one file, always in the same order."""
    source, what = Source(path, narrows), kind(path)
    app = path.relative_to(ROOT).parts[0]
    inner = app == "access" and what not in ("forms", "views", "models", "panels", "triggers")
    sight = inner or what == "rules" or (app, what) in (("core", "policy"), ("core", "identity"))
    found: list[Check] = []
    for node in ast.walk(source.tree):
        scoped = sight or (what == "querysets" and _method(source, node) in narrows)
        found += asked(source, node)
        if inner or app == "core" or what in ("services", "rules"):
            found += refusals(source, node, sight)
        if scoped:
            found += conditions(source, node)
        if sight:
            found += answers(source, node)
        if inner:
            found += written_in_sql(source, node)
        if what == "rules":
            found += declared(source, node)
    return found


def _method(source: Source, node: ast.AST) -> str:
    return next((n.name for n in source.above(node) if isinstance(n, ast.FunctionDef)), "")


def asked(source: Source, node: ast.AST) -> Iterator[Check]:
    """Questions: lock, get, require, can, accessible, is_someone."""
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func)
    if name.startswith("policy.") or source.file in ("core/policy.py", "core/identity.py"):
        name = name.removeprefix("policy.")
        if name == "lock":
            new = ast.Call(ast.Name("__unasked__", ast.Load()), [node.args[2]], [])
            yield source.replaced(node, new, f"{short(node)} → locks without asking")
        elif name == "get":
            new = ast.Call(ast.Name("__any__", ast.Load()), node.args[2:], node.keywords)
            yield source.replaced(node, new, f"{short(node)} → gets without asking")
        elif name in ("require", "_require_condition"):
            yield source.skipped(node, f"{short(node)} gone")
        elif name == "can":
            yield source.allowed(node)
        elif name == "accessible":
            yield source.replaced(node, _all_of(node.args[2]), f"{short(node)} → every row")
    refused = any(
        isinstance(n, ast.If) and _refuses(source, n, True) for n in _tests(source, node)
    )
    if name == "is_someone" and not refused:
        yield source.allowed(node)


def _tests(source: Source, node: ast.AST) -> Iterator[ast.AST]:
    """What asks this very condition."""
    for above in source.above(node):
        if isinstance(above, ast.stmt):
            yield above
            return


def _all_of(model: ast.expr) -> ast.expr:
    manager = ast.Attribute(model, "_default_manager", ast.Load())
    return ast.Call(ast.Attribute(manager, "all", ast.Load()), [], [])


def refusals(source: Source, node: ast.AST, sight: bool) -> Iterator[Check]:
    """Branches that refuse: by each of their reasons."""
    if not isinstance(node, ast.If) or not _refuses(source, node, sight):
        return
    if not (isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or)):
        found = [source.skipped(node.test, f"refusal gone: if {short(node.test)}")]
    else:
        found = [
            source.skipped(value, f"refusal gone: if … or {short(value)}")
            for value in node.test.values
        ]
    for check in found:
        check.fires = node.body[0].lineno
        yield check


def _refuses(source: Source, node: ast.If, sight: bool) -> bool:
    last = node.body[-1]
    if isinstance(last, ast.Raise) and last.exc is not None:
        raised = last.exc.func if isinstance(last.exc, ast.Call) else last.exc
        in_form = source.file.startswith("core/") and ast.unparse(raised) == "ValidationError"
        return ast.unparse(raised) in REFUSALS and not in_form
    if isinstance(last, ast.Return) and sight:
        said = ast.unparse(last.value) if last.value else "None"
        return said in NOTHING or said.endswith(".none()")
    if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Subscript):
        problems = ast.unparse(last.targets[0].value)
        function = next((n for n in source.above(node) if isinstance(n, ast.FunctionDef)), node)
        return f"raise ValidationError({problems})" in ast.unparse(function)
    return False


def conditions(source: Source, node: ast.AST) -> Iterator[Check]:
    """What narrows a queryset: filters by each condition, exclusions, named filters, sight."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd) and _is_of_rows(node):
        yield source.replaced(node, node.left, f"& {short(node.right)} gone")
        yield source.replaced(node, node.right, f"{short(node.left)} & gone")
    elif isinstance(node, ast.comprehension) and _is_about_someone(source, node):
        for test in node.ifs:
            yield source.allowed(test, f"… if {short(test)}")
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "Q" and len(node.keywords) > 1:
            yield from _one_by_one(source, node, node.keywords, "Q")
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from filters(source, node, node.func)


def _is_of_rows(node: ast.AST) -> bool:
    return re.search(r"\b(Q|Exists)\(", ast.unparse(node)) is not None


def filters(source: Source, node: ast.Call, func: ast.Attribute) -> Iterator[Check]:
    """A call that narrows: whole, or by each of its conditions."""
    all_rows = ast.Call(ast.Attribute(func.value, "all", ast.Load()), [], [])
    if func.attr == "filter" and len(node.args) + len(node.keywords) > 1:
        yield from _one_by_one(source, node, node.args, "filter")
        yield from _one_by_one(source, node, node.keywords, "filter")
    elif func.attr in source.narrows | {"filter", "exclude"}:
        yield source.replaced(node, all_rows, f".{short(_tail(node))} gone")


def _tail(node: ast.Call) -> str:
    return ast.unparse(node).removeprefix(f"{ast.unparse(node.func.value)}.")


def _one_by_one(source: Source, call: ast.Call, parts: list, name: str) -> Iterator[Check]:
    for part in parts:
        yield source.check(
            part if hasattr(part, "lineno") else call,
            f"{name}(… {short(part)} …) without it",
            lambda part=part: parts.remove(part),
        )


def _is_about_someone(source: Source, node: ast.AST) -> bool:
    functions = [n for n in source.above(node) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    return any(arg.arg in WHO for f in functions for arg in [*f.args.args, *f.args.kwonlyargs])


def answers(source: Source, node: ast.AST) -> Iterator[Check]:
    """Functions that say yes or no of someone: each part of what must hold, and the answer."""
    if not _is_about_someone(source, node):
        return
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for value in node.values:
            yield source.allowed(value)
    if isinstance(node, ast.Return) and node.value is not None:
        function = next((n for n in source.above(node) if isinstance(n, ast.FunctionDef)), None)
        says = function is not None and function.returns is not None
        plain = isinstance(node.value, ast.Constant | ast.BoolOp)
        if says and ast.unparse(function.returns) == "bool" and not plain:
            yield source.allowed(node.value, f"return {short(node.value)}")


def written_in_sql(source: Source, node: ast.AST) -> Iterator[Check]:
    """Each condition of SQL written as text becomes TRUE."""
    parent = source.place.get(node, (None,))[0]
    if isinstance(parent, ast.JoinedStr | ast.FormattedValue | ast.Expr):
        return
    if isinstance(node, ast.JoinedStr):
        parts = node.values
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        parts = [node]
    else:
        return
    text = "".join(
        part.value if isinstance(part, ast.Constant) else chr(0xE000 + number)
        for number, part in enumerate(parts)
    )
    for start, end in sql_conditions(text):
        shown = re.sub("[\ue000-\uf8ff]", lambda m: f"{{{inner(parts, m[0])}}}", text[start:end])
        yield source.replaced(
            node,
            ast.JoinedStr(pieces(f"{text[:start]}TRUE{text[end:]}", parts)),
            f"{short(shown)} → TRUE",
        )


def declared(source: Source, node: ast.AST) -> Iterator[Check]:
    """Declarations of rules: the condition, the queryset (`stands_on`), each part of its scope."""
    if not isinstance(node, ast.Call) or ast.unparse(node.func) not in ("rule", "allow"):
        return
    for action in _actions(source, node.args[0]):
        parts = ["stands_on", *(k.arg for k in node.keywords if k.arg not in OF_RULES)]
        if ast.unparse(node.func) == "rule":
            parts.insert(0, "condition")
        for part in parts:
            said = SAID.get(part, "gone")
            check = source.check(node, f"{part} {said}", lambda: None)
            check.where, check.action = f"rule {action}", f"{action} {part}"
            yield check


def _actions(source: Source, named: ast.expr) -> list[str]:
    if isinstance(named, ast.Constant):
        return [named.value]
    for loop in source.above(named):
        if isinstance(loop, ast.For) and ast.unparse(loop.target) == ast.unparse(named):
            return list(ast.literal_eval(loop.iter))
    raise ValueError(f"{source.file}:{named.lineno}: no one can tell which rule this is.")


def every_check() -> list[Check]:
    """All of them; those that read alike are numbered."""
    narrows, found = narrowing(), []
    for path in guarded():
        found += checks_of(path, narrows)
    alike: Counter = Counter()
    for check in found:
        alike[check.argued] += 1
        check.nth = alike[check.argued]
    return found
