"""Three words for transactions, so that the code says which kind it means."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction as django_transaction

P = ParamSpec("P")
R = TypeVar("R")


class TransactionMissing(RuntimeError):
    """A programming error: a step that must be part of a transaction was called outside one."""


@contextmanager
def transaction() -> Iterator[None]:
    """Opens a transaction, or joins the one that is open."""
    with django_transaction.atomic(savepoint=False):
        yield


@contextmanager
def savepoint() -> Iterator[None]:
    """Hugs a `try`: what fails inside is undone, and the transaction around it goes on."""
    with django_transaction.atomic():
        yield


def in_transaction() -> bool:
    return bool(django_transaction.get_connection().in_atomic_block)


def transaction_required(function: Callable[P, R]) -> Callable[P, R]:
    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not in_transaction():
            raise TransactionMissing(function.__qualname__)
        return function(*args, **kwargs)

    return checked
