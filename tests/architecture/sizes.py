"""The sizes of style.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import Module, modules, templates

MODULE_LINES = 400
FUNCTION_LINES = 60
CLASS_OF_A_VIEW_LINES = 80
TEMPLATE_LINES = 200
PORT_LINES = 60
PUBLIC_NAMES = 6
ARGUMENTS = 9

Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_modules(source: Path) -> list[str]:
    return [
        f"{module.name}: {len(module.lines)} lines, at most {limit}"
        for module in modules(source)
        if len(module.lines) > (limit := PORT_LINES if module.inside[-1] == "port.py" else MODULE_LINES)
    ]


def long_functions(source: Path) -> list[str]:
    return [
        f"{module.name}: {node.name} has {size} lines, at most {FUNCTION_LINES}"
        for module in modules(source)
        for node in _functions(module)
        if (size := _lines(node)) > FUNCTION_LINES
    ]


def long_views(source: Path) -> list[str]:
    return [
        f"{module.name}: {node.name} has {size} lines, at most {CLASS_OF_A_VIEW_LINES}"
        for module in modules(source)
        if "views" in module.inside[0]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and (size := _lines(node)) > CLASS_OF_A_VIEW_LINES
    ]


def many_arguments(source: Path) -> list[str]:
    return [
        f"{module.name}: {node.name} takes {count} arguments, at most {ARGUMENTS}; make a parameter object"
        for module in modules(source)
        for node in _functions(module)
        if not node.name.startswith("_") and (count := _arguments(node)) > ARGUMENTS
    ]


def many_public_names(source: Path) -> list[str]:
    return [
        f"{module.name}: {len(names)} public names ({', '.join(names)}), at most {PUBLIC_NAMES}"
        for module in modules(source)
        if module.inside[0] == "operations" and module.inside[-1] != "__init__.py"
        if len(names := _public_names(module)) > PUBLIC_NAMES
    ]


def long_templates(source: Path) -> list[str]:
    return [
        f"{path.relative_to(source)}: {size} lines, at most {TEMPLATE_LINES}"
        for path in templates(source)
        if (size := len(path.read_text(encoding="utf-8").splitlines())) > TEMPLATE_LINES
    ]


def _functions(module: Module) -> Iterator[Function]:
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def _lines(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _arguments(node: Function) -> int:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([argument for argument in arguments if argument.arg not in {"self", "cls"}])


def _public_names(module: Module) -> list[str]:
    return [
        node.name
        for node in module.tree.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
    ]
