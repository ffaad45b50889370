"""Where it comes from: forms, scripts and channels with their notices; and what people agree to."""

from collections import Counter
from datetime import datetime

from django.utils.translation import gettext as _

from townline.catalog import queries as catalog
from townline.desk.presenters.impact.document import Section, Table
from townline.desk.presenters.impact.kept import months
from townline.privacy import queries as privacy
from townline.privacy.values import CurrentNotice, Place
from townline.ui import times
from townline.ui.localised import localised

SHOWN = (Place.FORM, Place.SCRIPT, Place.CHANNEL)


def collected() -> Section:
    services = catalog.catalogue().services
    seen = Counter(entry.definition.visibility.value for entry in services)
    named = sum(1 for entry in services if not entry.definition.anonymous_allowed)
    asked = Table(
        _("Services that people ask for"),
        [_("Kind"), _("How many")],
        [
            [_("The public sees service, block and steps"), str(seen["public"])],
            [_("Only staff see it"), str(seen["private"])],
            [_("Enforcement: who complained is sealed"), str(seen["enforcement"])],
            [_("A name or a way to reach the person is required"), str(named)],
        ],
    )
    notices = [privacy.current_notice(code=row.code) for row in privacy.notices(places=SHOWN)]
    return Section(
        "collection",
        _("How it is collected"),
        [
            _(
                "Directly from the person: on the website, by telephone, at the counter, by mail, through applications that "
                "speak Open311, and from files of an earlier system. The number of the notice that was shown or read is kept "
                "with each contact."
            )
        ],
        [asked, *(_notice(notice) for notice in notices if notice)],
    )


def _notice(notice: CurrentNotice) -> Table:
    words = notice.words
    when = times.in_words(times.day_of(notice.published_at), today=times.day_of(notice.published_at))
    title = _("Notice “%(name)s”, version %(number)s of %(when)s") % {
        "name": localised(notice.name),
        "number": notice.number,
        "when": when,
    }
    parts = [
        (_("Purpose"), words.text),
        (_("Law"), words.authority),
        (_("Whom to ask"), words.contact),
        (_("Decided by machine"), words.automated),
    ]
    return Table(title, [_("Part"), _("Words")], [[name, localised(text)] for name, text in parts if text])


def consented(*, at: datetime) -> Section:
    holding = Counter(privacy.holding(at=at).values_list("scope__code", flat=True))
    table = Table(
        _("What people may agree to"),
        [_("What"), _("Words"), _("Holds for"), _("Asked"), _("Hold now")],
        [
            [
                localised(scope.name),
                localised(scope.notice.words.text) if scope.notice else _("Not published yet"),
                months(scope.months) if scope.months else _("Until it is taken back"),
                _("Online and by staff") if scope.asked_online else _("By staff"),
                str(holding[scope.code]),
            ]
            for scope in privacy.current_scopes()
        ],
    )
    about = _(
        "A consent is a box of its own that nobody ticks for the person, or is written down by staff. The version of the words "
        "is kept with it; it ends by itself and can be taken back at any time."
    )
    return Section("consents", _("Consents"), [about], [table])
