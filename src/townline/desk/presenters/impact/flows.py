"""Where it goes: inside, by role; outside, by what is switched on; and what a machine decides."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability, role_may
from townline.desk.presenters.impact.document import Section, Table

_SEEING: tuple[tuple[Capability, Promise], ...] = (
    (Capability.SEE_CUSTOMERS, gettext_lazy("Customers")),
    (Capability.SEE_ALL_REQUESTS, gettext_lazy("All requests")),
    (Capability.SEE_ENFORCEMENT, gettext_lazy("Enforcement")),
    (Capability.RECORD_CONTACTS, gettext_lazy("Contacts")),
    (Capability.HANDLE_ACCESS_REQUESTS, gettext_lazy("Access requests")),
    (Capability.SEE_READ_LOG, gettext_lazy("Log of reads")),
)


def people_inside() -> Section:
    active = Counter(user.role for user in accounts.all_users() if user.is_active)
    table = Table(
        _("Roles"),
        [_("Role"), _("People"), *(str(words) for _capability, words in _SEEING)],
        [
            [str(name), str(active[role]), *(_yes(role, capability) for capability, _words in _SEEING)]
            for role, name in accounts.role_choices()
        ],
    )
    about = _(
        "Without “all requests”, a person sees the requests of their own teams and department. Every opened record of a person "
        "is written into the log of reads, which the person may ask for."
    )
    return Section("access", _("Who may see it inside the city"), [about], [table])


def _yes(role: str, capability: Capability) -> str:
    return _("Yes") if role_may(role=role, capability=capability) else "–"


def flows() -> Section:
    rows = [[to, what, how] for to, what, how in _outside()]
    table = Table(_("Flows to others"), [_("To whom"), _("What"), _("How")], rows)
    about = _(
        "Pages load nothing from other servers: the content security policy allows only this site (%(sources)s)."
    ) % {"sources": ", ".join(str(source) for source in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"])}
    return Section("flows", _("Where it goes outside the city"), [about], [table])


def _outside() -> Iterator[tuple[str, str, str]]:
    yield (
        _("The public"),
        _("Of public requests: number, service, block, point to %(decimals)s decimals of a degree, ward, steps and dates. Words "
          "and photos only after staff have released them. Never who asked.")
        % {"decimals": settings.TOWNLINE_PUBLIC_POINT_DECIMALS},
        _("Website, downloads, Open311"),
    )  # fmt: skip
    keys = [key for key in accounts.all_api_keys() if key.is_active]
    yield (
        _("Applications"),
        _("They send requests with the person’s contact, and read what the public reads."),
        _("Open311; %(count)s keys in use") % {"count": len(keys)},
    )
    yield (
        _("The mail server"),
        _("Address and message. A subject never says what the request is about."),
        _("SMTP to %(host)s, %(tls)s")
        % {
            "host": settings.EMAIL_HOST,
            "tls": _("encrypted") if settings.EMAIL_USE_TLS else _("not encrypted by Townline"),
        },
    )
    if settings.TOWNLINE_OIDC["SERVER_URL"]:
        yield (
            _("The city’s own sign-in"),
            _("Of staff only: that they sign in"),
            settings.TOWNLINE_OIDC["SERVER_URL"],
        )
    yield (
        _("People who made a request"),
        _("Their own request, with a private link that is sent to them alone"),
        _("E-mail, letter or call-back"),
    )
    yield (
        _("People who ask for access to their own information"),
        _("Their records, others’ information blacked out"),
        _("A package from the privacy officer"),
    )


def by_machine() -> Section:
    return Section(
        "automated",
        _("What a machine decides"),
        points=[
            _(
                "Which team gets a request: by rules that staff write, from service, place and answers; never from who asks."
            ),
            _("By when it should be done: from the service’s own number of days."),
            _("Which service may be meant, and which report may be the same: a suggestion; a person chooses."),
            _(
                "Which two records may be one customer: a suggestion with its reasons; a steward decides, and can undo it."
            ),
            _("What has passed its retention: a proposal; the records clerk signs."),
            _("No personal information goes to a language model or to any other service of artificial intelligence."),
        ],
    )
