"""What every page knows about the site: `{{ site.city }}`, `{{ site.alert }}` and so on."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from townline.catalog import queries as catalog
from townline.core.language import Language
from townline.ui.branding import brand_of

FRENCH_PREFIX = "/fr"
NAMES = {Language.ENGLISH: "English", Language.FRENCH: "Français"}
STAFF_PATHS = ("/desk", "/staff")


@dataclass(frozen=True, slots=True)
class BrandFace:
    logo_url: str
    phone: str


@dataclass(frozen=True, slots=True)
class Site:
    city: str
    city_short: str
    hours: str
    brand: BrandFace
    brand_css_url: str
    language: str
    prefix: str
    other_language: str
    other_language_name: str
    other_language_url: str
    training: bool
    is_moved: bool
    map_tiles_url: str
    at: datetime
    alert: object


def page(request: HttpRequest) -> dict[str, Site]:
    at = timezone.now()
    brand = brand_of(settings.TOWNLINE_BRAND_FILE)
    language = Language.of(get_language())
    other = Language.ENGLISH if language is Language.FRENCH else Language.FRENCH
    version = f"?{brand.version}"
    site = Site(
        city=settings.TOWNLINE_CITY[language],
        city_short=brand.short_name.in_(language) or settings.TOWNLINE_CITY[language],
        hours=brand.hours.in_(language),
        brand=BrandFace(logo_url=_address("brand_logo", version) if brand.logo else "", phone=brand.phone),
        brand_css_url=_address("brand_styles", version),
        language=language,
        prefix=FRENCH_PREFIX if language is Language.FRENCH else "",
        other_language=other,
        other_language_name=NAMES[other],
        other_language_url=_in_the_other(request),
        training=settings.TOWNLINE_TRAINING,
        is_moved=_is_moved(),
        map_tiles_url=_address("tiles"),
        at=at,
        alert=SimpleLazyObject(lambda: _alert(at=at, language=language)),
    )
    return {"site": site, "this_site": site}


def _is_moved() -> bool:
    """The clock of a sample city can be ahead."""
    ahead = getattr(timezone.now, "ahead", None)
    return bool(ahead and ahead())


def _alert(*, at: datetime, language: str) -> str:
    alert = catalog.current_alert(at=at)
    return alert.text.in_(language) if alert else ""


def _address(name: str, version: str = "") -> str:
    try:
        return reverse(name) + version
    except NoReverseMatch:  # a test that has no addresses at all
        return ""


def _in_the_other(request: HttpRequest) -> str:
    """The same page in the other language; nothing on staff pages, which follow the person."""
    path = request.path
    if path.startswith(STAFF_PATHS):
        return ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    if path == FRENCH_PREFIX or path.startswith(f"{FRENCH_PREFIX}/"):
        return (path.removeprefix(FRENCH_PREFIX) or "/") + query
    return FRENCH_PREFIX + path + query
