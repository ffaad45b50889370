"""No more messages: the link at the end of each mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from townline.core.actor import Actor, ActorKind
from townline.core.errors import NotFound
from townline.customers import operations as customers
from townline.customers import queries
from townline.notifications import queries as notifications

KIND = "email"


@never_cache
@csrf_exempt  # the link itself is the proof; a mail program posts to it without having seen a page (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, because mail scanners open links; the button does. The same link takes it back."""
    try:
        number = notifications.customer_of_opt_out(token=token)
    except NotFound:
        raise Http404 from None
    customer = queries.customer_by_id(customer_id=number)
    if customer is None:
        raise Http404
    if request.method == "POST":
        choose = customers.opt_in if "again" in request.POST else customers.opt_out
        choose(customer=customer, kind=KIND, by=Actor(ActorKind.CUSTOMER, number), at=timezone.now())
    is_stopped = queries.has_opted_out(customer=customer, kind=KIND)
    return render(request, "portal/message/stop.html", {"is_stopped": is_stopped})
