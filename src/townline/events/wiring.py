"""Which handlers hear which event: filled once, from `config/wiring.py`."""

from collections.abc import Mapping, Sequence

from townline.events.values import Handler

_handlers: dict[str, Handler] = {}
_names_by_type: dict[str, tuple[str, ...]] = {}


def name_of(handler: Handler) -> str:
    """`townline.notifications.handlers.acknowledge` is called `notifications.acknowledge`."""
    return f"{handler.__module__.split('.')[1]}.{handler.__name__}"


def connect(*, table: Mapping[str, Sequence[Handler]]) -> None:
    _handlers.clear()
    _names_by_type.clear()
    for type_, handlers in table.items():
        _handlers.update({name_of(handler): handler for handler in handlers})
        _names_by_type[type_] = tuple(name_of(handler) for handler in handlers)


def names_for(event_type: str) -> tuple[str, ...]:
    return _names_by_type.get(event_type, ())


def handler_named(name: str) -> Handler | None:
    return _handlers.get(name)
