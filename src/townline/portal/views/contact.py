"""How the person wants to hear, and how they can be reached."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from townline.customers.values import Preferred
from townline.portal.forms.consent import ConsentForm
from townline.portal.forms.contact import ContactForm, ReachForm
from townline.portal.views.drafts import report_of
from townline.portal.views.report import elsewhere, go_on, show
from townline.privacy import queries as privacy
from townline.privacy.shipped import PORTAL_REPORT


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, code: str) -> HttpResponse:
    report = report_of(request, code)
    away = elsewhere(report, "contact")
    if away:
        return away
    typed = report.flow.typed
    form = ContactForm(
        request.POST if request.method == "POST" else None, initial={"preferred": typed.contact.get("preferred", "")}
    )
    if request.method != "POST" or not form.is_valid():
        return show(request, report, "contact", "portal/report/contact.html", {"form": form})
    if form.cleaned_data["preferred"] != typed.contact.get("preferred"):
        typed.forget("reach")
    typed.contact["preferred"] = form.cleaned_data["preferred"]
    return go_on(request, report, "contact")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: HttpRequest, code: str) -> HttpResponse:
    report = report_of(request, code)
    away = elsewhere(report, "reach")
    if away:
        return away
    typed = report.flow.typed
    data = request.POST if request.method == "POST" else None
    form = ReachForm(preferred=typed.preferred, data=data, initial=typed.contact)
    asked = ConsentForm(data, agreed=typed.agreed) if typed.preferred is not Preferred.NOTHING else None
    notice = privacy.notice_seen(code=PORTAL_REPORT, said=request.POST.get("notice", ""))
    if request.method != "POST" or not (form.is_valid() and (asked is None or asked.is_valid())):
        context = {"form": form, "asked": asked, "notice": notice}
        return show(request, report, "reach", "portal/report/reach.html", context)
    typed.contact |= {name: str(value) for name, value in form.cleaned_data.items()}
    typed.agreed = asked.agreed if asked else {}
    typed.notice = notice.version_id if notice else None
    return go_on(request, report, "reach")
