"""What the web and the live-event server share."""

from typing import Any

from granian._internal import load_target

from townline.commands.processes import leash


def load_on_leash(parent: int, target: str) -> Any:
    """Load the application in a worker process that ends with its server."""
    leash.follow(parent)
    return load_target(target)
