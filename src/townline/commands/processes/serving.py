"""What the web and the live-event server share."""

import gc
import multiprocessing
from typing import Any

from django.urls import get_resolver
from granian._internal import load_target

from townline.commands.processes import leash


def load_on_leash(parent: int, target: str) -> Any:
    """Load the application in a worker process that ends with its server."""
    leash.follow(parent)
    return load_target(target)


def load_before_fork(target: str) -> None:
    """Load the application once for all workers: they start at once and share its memory."""
    if multiprocessing.get_start_method() == "fork":
        load_target(target)
        len(get_resolver().url_patterns)  # loads every page's code
        gc.collect()
        gc.freeze()
