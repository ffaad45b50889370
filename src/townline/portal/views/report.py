"""The frame of a report: its start, its questions, and what each page shows around its one thing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from townline.portal.forms.question import QuestionForm
from townline.portal.presenters.flow import speaks
from townline.portal.views.drafts import Report, remember, report_of


@never_cache
@require_safe
def start(request: HttpRequest, code: str) -> HttpResponse:
    """To the page where this report goes on."""
    report = report_of(request, code)
    return redirect(report.flow.first_undone().url if report.is_kept else report.flow.steps[0].url)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, code: str, asked: str) -> HttpResponse:
    report = report_of(request, code)
    step = f"question:{asked}"
    found = report.entry.definition.question(asked)
    if found is None:
        raise Http404
    away = elsewhere(report, step)
    if away:
        return away
    form = QuestionForm(
        definition=report.entry.definition,
        question=found,
        kept=report.flow.typed.answers.get(asked),
        data=request.POST if request.method == "POST" else None,
    )
    if request.method != "POST" or not form.is_valid():
        return show(request, report, step, "portal/report/question.html", {"form": form})
    report.flow.typed.answers[asked] = form.cleaned_data["answer"]
    return go_on(request, report, step)


@never_cache
@require_safe
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """A hazard: the form ends here with what to do at once."""
    report = report_of(request, code)
    hazard = report.flow.hazard()
    if hazard is None:
        return redirect("portal:report", code=code)
    asked = next(item for item in report.flow.questions if hazard in item.choices)
    context = {
        "entry": report.entry,
        "text": hazard.stop.in_(speaks()),
        "chosen": hazard.name.in_(speaks()),
        "back_url": reverse("portal:report_question", args=[code, asked.code]),
    }
    return render(request, "portal/report/stop.html", context)


def elsewhere(report: Report, step: str) -> HttpResponseRedirect | None:
    """Where the person has to go instead, if this page may not be opened yet."""
    if report.flow.hazard() and not step.startswith("question:"):
        return redirect("portal:report_stop", code=report.code)
    if not report.flow.may_open(step):
        return redirect("portal:report", code=report.code)
    return None


def go_on(request: HttpRequest, report: Report, step: str) -> HttpResponse:
    """Keeps what was typed and goes to the next page."""
    report.flow.typed.mark(step)
    url = reverse("portal:report_stop", args=[report.code]) if report.flow.hazard() else next_url(request, report, step)
    return kept(request, report, url)


def next_url(request: HttpRequest, report: Report, step: str) -> str:
    """The next page; for somebody who changes one answer from the check, back there unless something is missing now."""
    return report.flow.first_undone().url if comes_from_check(request) else report.flow.after(step).url


def comes_from_check(request: HttpRequest) -> bool:
    return request.GET.get("back") == "check"


def kept(request: HttpRequest, report: Report, url: str) -> HttpResponse:
    report.keep(at=timezone.now())
    response = HttpResponseRedirect(url)
    remember(response, request, report)
    return response


def show(request: HttpRequest, report: Report, step: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page of one step, with its way back and its place in the whole."""
    number, of = report.flow.position(step)
    here = next((item for item in report.flow.steps if item.name == step), None)
    before = report.flow.steps[-1] if comes_from_check(request) else report.flow.before(step)
    service_url = reverse("portal:service", args=[report.code])
    frame = {
        "entry": report.entry,
        "service_name": report.entry.definition.name.in_(speaks()),
        "statements": report.flow.statements_before(step),
        "number": number,
        "of": of,
        "heading": here.title if here else "",
        "topic": here.topic if here else "",
        "back_url": before.url if before else service_url,
    }
    return render(request, template, {**frame, **context})
