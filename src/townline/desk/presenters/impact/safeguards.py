"""What protects it as things are configured now, and what is still open."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability, role_may
from townline.desk.presenters.impact.collection import SHOWN
from townline.desk.presenters.impact.document import Section, Table
from townline.privacy import queries as privacy
from townline.records_office import queries as records_office


def safeguards() -> Section:
    rows = [[name, state] for name, state in _safeguards()]
    table = Table(_("Safeguards"), [_("Safeguard"), _("As it is set now")], rows)
    return Section("safeguards", _("What protects it"), tables=[table])


def _safeguards() -> Iterator[tuple[str, str]]:
    names = dict(accounts.role_choices())
    required = [str(names.get(role, role)) for role in settings.TOWNLINE_REQUIRE_SECOND_FACTOR]
    yield _("Second factor required of"), ", ".join(required) or _("nobody")
    yield (
        _("Lock-out after failed sign-ins"),
        _("%(count)s tries, then %(minutes)s minutes")
        % {"count": settings.AXES_FAILURE_LIMIT, "minutes": int(settings.AXES_COOLOFF_TIME * 60)},
    )
    yield _("Encrypted connections only"), _on(bool(settings.SECURE_HSTS_SECONDS))
    yield _("Cookies travel encrypted only"), _on(settings.SESSION_COOKIE_SECURE)
    yield _("Scripts and styles of others"), _("Refused by the content security policy")
    yield _("Log of reads"), _on("townline.config.reading.ReadingMiddleware" in settings.MIDDLEWARE)
    yield _("Event log"), _("The database refuses every change and deletion; names of customers are never in it")
    yield _("Who complained in an enforcement case"), _("Sealed; opened only with a reason that somebody reviews")
    yield _("Photos"), _("Place and device are removed from each picture before it is kept")
    yield _("Addresses in public"), _("As a block; never the house")
    yield _("Private links"), _("Signed; they open one request only")
    yield _("Half-filled forms"), _("Removed after a while, sent or not")
    yield _("Backups"), _("With `townline backup`, where the city keeps them; disposals are done again after a restore")


def open_points(*, at: datetime) -> Section:
    """What an assessor would ask first. An empty list says so."""
    points = list(_open(at))
    nothing = [] if points else [_("Nothing is open of what Townline can check by itself.")]
    about = _("Checked by Townline at the moment when this was made. It does not replace the judgement of a person.")
    return Section("open", _("Open points"), [about, *nothing], points=points)


def _open(at: datetime) -> Iterator[str]:
    language = get_language() or "en"
    for notice in privacy.notices(places=SHOWN):
        current = privacy.current_notice(code=notice.code)
        if current is None:
            yield _("The notice “%(name)s” has no words in force.") % {"name": notice.name.in_(language)}
        elif current.number == 1 and privacy.versions_of(notice=notice).filter(published_by_id=None).exists():
            yield _("The notice “%(name)s” still has the words that came with Townline: read them with the clerk.") % {
                "name": notice.name.in_(language)
            }
    unconfirmed = [rule for rule in records_office.rules() if rule.retention.value not in records_office.confirmed()]
    if unconfirmed:
        yield ngettext(
            "%(count)s class of records has a retention rule that the city has not confirmed.",
            "%(count)s classes of records have a retention rule that the city has not confirmed.",
            len(unconfirmed),
        ) % {"count": len(unconfirmed)}
    if privacy.monitoring_policy(at=at) is None:
        yield _("No policy on electronic monitoring of staff is recorded: figures about named employees are off.")
    yield from _weak_doors()


def _weak_doors() -> Iterator[str]:
    seeing = [
        role for role, _name in accounts.role_choices() if role_may(role=role, capability=Capability.SEE_CUSTOMERS)
    ]
    names = dict(accounts.role_choices())
    without = [str(names[role]) for role in seeing if role not in settings.TOWNLINE_REQUIRE_SECOND_FACTOR]
    if without:
        yield _("These roles see customers without a second factor: %(roles)s.") % {"roles": ", ".join(without)}
    if not settings.SECURE_HSTS_SECONDS:
        yield _("Connections are not forced to be encrypted. That is for trying out only.")
    if not settings.EMAIL_USE_TLS:
        yield _("Mail leaves Townline without encryption: the mail server should stand in the city’s own network.")


def _on(state: bool) -> str:  # noqa: FBT001 - a switch of the settings
    return _("On") if state else _("Off")
