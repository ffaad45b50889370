"""Languages that people speak at the counter and on the telephone, by their own names; the codes are ISO 639."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = (
    ("en", "English"),
    ("fr", "Français"),
    ("ar", "العربية"),
    ("asl", "ASL / LSQ"),
    ("bn", "বাংলা"),
    ("cr", "ᓀᐦᐃᔭᐍᐏᐣ"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("gu", "ગુજરાતી"),
    ("hi", "हिन्दी"),
    ("it", "Italiano"),
    ("iu", "ᐃᓄᒃᑎᑐᑦ"),
    ("ko", "한국어"),
    ("oj", "Anishinaabemowin"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("ta", "தமிழ்"),
    ("ti", "ትግርኛ"),
    ("tl", "Tagalog"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("yue", "廣東話"),
    ("zh", "普通话"),
    ("und", _("Another language")),
)
NAMES = dict(LANGUAGES)
