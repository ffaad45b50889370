"""docs/reference/events.md, written from the event dataclasses and the wiring table.

python -m tests.architecture.events_page
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

from tests.architecture.tree import ROOT, SOURCE, Module, modules

PAGE = ROOT / "docs" / "reference" / "events.md"
HEAD = """# Events

What the log can say. Every operation records at least one of these, in the transaction of the change that it tells of.
`config/wiring.py` says who hears it. This page is written by `python -m tests.architecture.events_page`; a test fails
when it is out of date. How the log works: [How a request flows](../explanation/how-a-request-flows.md).
"""


@dataclass(frozen=True)
class EventType:
    type: str
    version: str
    room: str
    says: str
    fields: tuple[str, ...]
    place: str


def event_types(source: Path = SOURCE) -> Iterator[EventType]:
    for module in modules(source):
        if module.inside[0].removesuffix(".py").endswith("event_types"):
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef) and (found := _event_type(node, module)):
                    yield found


def undocumented(source: Path = SOURCE) -> list[str]:
    return [
        f"{event.place}: {event.type}: say in a docstring what happened"
        for event in event_types(source)
        if not event.says
    ]


def twice(source: Path = SOURCE) -> list[str]:
    names = [event.type for event in event_types(source)]
    return sorted({name for name in names if names.count(name) > 1})


def unknown(*, wired: set[str], source: Path = SOURCE) -> list[str]:
    """Types in the wiring table that no room declares."""
    return sorted(wired - {event.type for event in event_types(source)})


def render(*, hearers: dict[str, list[str]], source: Path = SOURCE) -> str:
    lines = [HEAD]
    room = ""
    for event in sorted(event_types(source), key=lambda event: (event.room, event.type)):
        if event.room != room:
            room = event.room
            lines.append(f"\n## {room}\n")
            lines.append("| event | what happened | what it carries | who hears it |\n|---|---|---|---|")
        fields = ", ".join(f"`{name}`" for name in event.fields) or "nothing more"
        heard = ", ".join(f"`{name}`" for name in hearers.get(event.type, [])) or "nobody"
        lines.append(f"| `{event.type}` v{event.version} | {event.says} | {fields} | {heard} |")
    return "\n".join(lines) + "\n"


def _event_type(node: ast.ClassDef, module: Module) -> EventType | None:
    values = dict(_constants(node))
    if "TYPE" not in values:
        return None
    return EventType(
        type=str(values["TYPE"]),
        version=str(values.get("VERSION", 1)),
        room=module.room,
        says=" ".join((ast.get_docstring(node) or "").split()).replace("|", "/"),
        fields=tuple(_fields(node)),
        place=module.name,
    )


def _constants(node: ast.ClassDef) -> Iterator[tuple[str, object]]:
    for line in node.body:
        target = (
            line.target
            if isinstance(line, ast.AnnAssign)
            else line.targets[0]
            if isinstance(line, ast.Assign)
            else None
        )
        if isinstance(target, ast.Name) and isinstance(getattr(line, "value", None), ast.Constant):
            yield target.id, line.value.value  # type: ignore[union-attr]


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.target.id.islower():
            yield line.target.id


def hearers_by_type() -> dict[str, list[str]]:
    """Needs Django to be ready."""
    from townline.config.wiring import WIRING  # app ready
    from townline.events import wiring  # app ready

    return {type_: [wiring.name_of(handler) for handler in handlers] for type_, handlers in WIRING.items()}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")
    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(hearers=hearers_by_type()), encoding="utf-8")


if __name__ == "__main__":
    main()
