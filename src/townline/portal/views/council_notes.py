"""A councillor whose term is over fetches their own notes: by the link, with the words that only they know."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from townline.core.errors import NotFound, OperationRefused
from townline.council import operations, queries


class SecretForm(forms.Form):
    secret = forms.CharField(
        label=_("The words that you chose"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def council_notes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    at = timezone.now()
    form = SecretForm(request.POST or None)
    try:
        waiting = queries.hand_over(uuid=uuid)
        if request.method == "POST" and form.is_valid():
            package = operations.fetch_notes(hand_over=waiting, secret=form.cleaned_data["secret"], at=at)
            answer = HttpResponse(package, content_type="application/zip")
            answer.headers["Content-Disposition"] = 'attachment; filename="notes.zip"'
            return answer
    except NotFound:
        raise Http404 from None
    except OperationRefused as refusal:
        form.add_error("secret", str(refusal))
    context = {"form": form, "until": waiting.remove_at}
    return render(request, "portal/council/notes.html", context, status=422 if form.errors else 200)
