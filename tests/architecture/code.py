"""Habits that no linter knows: what a file may say, by the place where it lies."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import SITES, Module, modules, parsed

REASONS = ("slow import", "optional dependency", "app ready", "type only")
BANNED_FILES = {"utils", "helpers", "common", "manager", "managers", "base", "misc", "signals"}
ORM_WORDS = {"objects", "save", "delete", "bulk_create", "bulk_update", "_default_manager"}
IN_A_SITE = {"__init__", "apps", "urls", "views", "forms", "presenters", "templates", "README"}


def imports_inside_functions(source: Path) -> list[str]:
    """Those without one of the four reasons behind them."""
    return [
        f"{module.name}:{node.lineno}: end the line with one of: {', '.join(REASONS)}"
        for module in modules(source)
        for node in _inner_imports(module.tree)
        if not _has_reason(module.lines[node.lineno - 1 : node.end_lineno])
    ]


def signals(source: Path) -> list[str]:
    return [
        f"{module.name}:{node.lineno}: no signals; record an event and list a handler in config/wiring.py"
        for module in modules(source)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and _imports_signals(node)
    ]


def logic_in_save(source: Path) -> list[str]:
    return [
        f"{module.name}:{function.lineno}: {node.name}.{function.name}: what happens belongs into an operation"
        for module in modules(source)
        if module.inside[0] in {"models", "models.py"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef) and function.name in {"save", "delete"}
    ]


def tables_in_sites(source: Path) -> list[str]:
    """A site that reads or writes rows itself."""
    return [
        f"{module.name}:{node.lineno}: .{node.attr} in a site; ask a query or an operation"
        for module in modules(source)
        if module.room in SITES and module.room != "commands"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ORM_WORDS and not _is_session(node)
    ]


def strangers_in_sites(source: Path) -> list[str]:
    """A site has urls, views, forms, presenters and templates, and nothing else."""
    return sorted(
        f"{path.relative_to(source)}: a site holds only {', '.join(sorted(IN_A_SITE - {'__init__'}))}"
        for site in ("portal", "desk")
        if (source / site).is_dir()
        for path in (source / site).iterdir()
        if path.stem not in IN_A_SITE | {"__pycache__"}
    )


# Django looks for a database backend in a module of this name.
NAMED_BY_DJANGO = frozenset({"config/postgresql/base.py"})


def nameless_files(source: Path) -> list[str]:
    return [
        f"{module.name}: name the thing"
        for module in modules(source)
        for part in module.inside
        if part.removesuffix(".py") in BANNED_FILES and module.name not in NAMED_BY_DJANGO
    ]


def clocks_read_below(source: Path) -> list[str]:
    """Operations, queries, models and policies that ask what time it is instead of being told."""
    return [
        f"{module.name}:{node.lineno}: the clock is an input; only sites, tasks and commands read it"
        for module in modules(source)
        if module.inside[0].removesuffix(".py")
        in {"operations", "queries", "models", "permissions", "workflow", "event_types"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _is_now(node)
    ]


def positional_arguments(source: Path) -> list[str]:
    """What a room offers (`__all__` of its operations and queries) that takes more than the thing itself without a name."""
    return [
        f"{module.name}:{node.lineno}: {node.name}: make its arguments keyword-only"
        for module in modules(source)
        if module.inside[0].removesuffix(".py") in {"operations", "queries", "permissions"}
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and len(node.args.args) + len(node.args.posonlyargs) > 1
        and _is_offered(node.name, module)
    ]


def _is_offered(name: str, module: Module) -> bool:
    front = module.path.parent / "__init__.py"
    if len(module.inside) == 1 or not front.exists():
        return not name.startswith("_")
    return any(isinstance(node, ast.Constant) and node.value == name for node in ast.walk(parsed(front.read_text())))


def texts_frozen_at_import(source: Path) -> list[str]:
    """A `gettext` that runs when the module is loaded speaks one language for ever: it must be lazy."""
    return [
        f"{module.name}:{call.lineno}: use gettext_lazy outside functions"
        for module in modules(source)
        for call in _calls_at_import(module.tree)
        if isinstance(call.func, ast.Name) and call.func.id in _eager_names(module.tree)
    ]


def _eager_names(tree: ast.Module) -> set[str]:
    eager = {"gettext", "ngettext", "pgettext", "npgettext"}
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in eager
    }


def _calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls_at_import(child)


def _inner_imports(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node


def _has_reason(lines: list[str]) -> bool:
    comments = " ".join(line.partition("#")[2] for line in lines)
    return any(re.search(rf"\b{reason}\b", comments) for reason in REASONS)


def _imports_signals(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.endswith(".signals") and alias.name.startswith("django") for alias in node.names)
    names = {alias.name for alias in node.names}
    home = node.module or ""
    return home.startswith("django") and (
        ".signals" in home or home == "django.dispatch" or bool(names & {"signals", "receiver"})
    )


def _is_session(node: ast.Attribute) -> bool:
    """`request.session.save()` is Django's, not a row of ours."""
    return isinstance(node.value, ast.Attribute) and node.value.attr == "session"


def _is_now(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, call.func.value
    if name in {"localdate", "localtime"}:
        return not call.args  # localtime(at) only moves an hour to another zone
    names_a_clock = isinstance(owner, ast.Name) and owner.id in {"timezone", "datetime", "date", "dt"}
    return name in {"utcnow", "today", "now"} and names_a_clock
