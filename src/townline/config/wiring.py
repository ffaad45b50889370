"""Who hears which event: what happens when a request is completed is one line here."""

from collections.abc import Mapping, Sequence

from townline.events.values import Handler

WIRING: Mapping[str, Sequence[Handler]] = {}
