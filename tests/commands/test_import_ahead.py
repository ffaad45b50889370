import threading
from collections.abc import Iterator
from itertools import count

import pytest

from townline.commands.importing.ahead import ahead


def threads() -> int:
    return sum(thread.name == "reading ahead" for thread in threading.enumerate())


def test_items_come_in_their_order() -> None:
    assert list(ahead(range(100))) == list(range(100))
    assert threads() == 0


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_error_comes_after_what_was_made_before_it(error: type[BaseException]) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise error

    taken = []
    with pytest.raises(error):
        taken.extend(iter_into(ahead(broken()), taken))
    assert taken == [1]
    assert threads() == 0


def iter_into(items: Iterator[int], taken: list[int]) -> list[int]:
    for item in items:
        taken.append(item)  # noqa: PERF402  kept even when the next one fails
    return []


def test_thread_ends_when_nobody_wants_more() -> None:
    items = ahead(count())
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]  # a generator
    assert threads() == 0
