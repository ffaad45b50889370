"""Who may write, and how often."""

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.accounts import operations as accounts
from townline.accounts import queries
from townline.api.open311.refusals import refused

if TYPE_CHECKING:
    from townline.accounts.models import ApiKey

_known: "dict[str, tuple[float, ApiKey]]" = {}
_MOST_KNOWN = 1_000


def key_of(*, form: QueryDict, arguments: QueryDict) -> "ApiKey":
    """The application that calls. Raises Refused: 403 without a valid key, 429 when it calls too often."""
    given = (form.get("api_key") or arguments.get("api_key") or "").strip()
    if not given:
        raise refused(403, _("api_key: send your key. Discovery says how to get one."))
    key = _look_up(given)
    if key is None:
        raise refused(403, _("api_key: this key is not known or no longer in use."))
    wait = accounts.count_call(key=key, at=timezone.now())
    if wait:
        facts = {"most": key.requests_per_minute, "wait": wait}
        raise refused(
            429,
            _("This key may send %(most)s requests a minute. Try again in %(wait)s seconds.") % facts,
            Retry_After=str(wait),
        )
    return key


def _look_up(given: str) -> "ApiKey | None":
    """A key that was withdrawn stops within TOWNLINE_CACHE_SECONDS."""
    now = time.monotonic()
    until, key = _known.get(given, (0.0, None))
    if key is not None and now < until:
        return key
    found = queries.api_key(key=given) if len(given) <= 200 and "\x00" not in given else None
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    if found is None:
        _known.pop(given, None)
    else:
        _known[given] = (now + settings.TOWNLINE_CACHE_SECONDS, found)
    return found
