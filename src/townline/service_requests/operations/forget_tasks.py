"""What was written on tasks goes with what is personal in their request; which task, whose and when is kept."""

from collections.abc import Sequence

from django.db.models import Q

from townline.core.transactions import transaction_required
from townline.service_requests.models import MajorListener, Task


@transaction_required
def forget_tasks(*, requests: Sequence[int]) -> int:
    """Returns how many. The title of a task that a plan laid down names nobody."""
    tasks = Task.objects.filter(request__in=requests)
    tasks.filter(step=None).update(title_en="", title_fr="")
    return tasks.update(words_en="", words_fr="", result="")


@transaction_required
def forget_listeners(*, customers: Sequence[int], requests: Sequence[int]) -> int:
    """Who was told an update of a major event, and how; returns how many rows went."""
    return MajorListener.objects.filter(Q(customer_id__in=customers) | Q(request__in=requests)).delete()[0]
