"""A page with several buttons: `do` says which was pressed, and the page says that it is done or why not."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.contrib import messages
from django.utils.functional import Promise

from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.views.access import DeskRequest

Subject = TypeVar("Subject")
Steps = Mapping[str, tuple[Callable[[DeskRequest, Subject], object], Promise]]


def take(request: DeskRequest, subject: Subject, *, steps: Steps[Subject]) -> None:
    """What was refused is said on the next page. Raises NotFound for a button that the page does not have, NotAllowed."""
    doing = request.POST.get("do", "").strip()
    if doing not in steps:
        raise NotFound
    do, done = steps[doing]
    attempt(request, lambda: do(request, subject), done=str(done))


def attempt(request: DeskRequest, do: Callable[[], object], *, done: str) -> None:
    try:
        with savepoint():
            do()
    except (NotAllowed, NotFound):
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
