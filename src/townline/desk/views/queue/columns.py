"""Which columns a person's queue shows."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from townline.accounts import operations as accounts_operations
from townline.desk.presenters.queue.columns import COLUMNS
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.queue.bulk import back_to


@require_POST
@staff_page()
def columns(request: DeskRequest) -> HttpResponseBase:
    chosen = [name for name in request.POST.getlist("column") if name in COLUMNS]
    accounts_operations.remember_preference(user=request.user, name="queue_columns", value=chosen)
    return redirect(back_to(request))
