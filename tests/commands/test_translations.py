from gettext import GNUTranslations
from pathlib import Path

from tests.architecture.tree import plant
from townline.commands import translations

FIND = 'msgid "Find"\nmsgstr "Chercher"\n'
DAYS = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s jours"\n'
PAGE = """
{% translate "Find" %}{% translate "May" context "month" %}
{% blocktranslate trimmed with name=who %}
  Hello {{ name }},
  100% done
{% endblocktranslate %}
{% blocktranslate count n=days %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
{% include "x.html" with label=_("Close") %}
"""


def part(tree: Path, name: str, text: str) -> Path:
    return plant(tree, text, "locale", "fr", "parts", name)


def test_compile_french_makes_a_catalogue_that_gettext_reads(tmp_path: Path) -> None:
    part(tmp_path, "desk.po", FIND + "\n" + DAYS)
    merged = translations.compile_french(locale=tmp_path / "locale")
    with (tmp_path / "locale/fr/LC_MESSAGES/django.mo").open("rb") as file:
        french = GNUTranslations(file)
    assert merged.complaints == ()
    assert french.gettext("Find") == "Chercher"
    assert [french.ngettext("%(n)s day", "%(n)s days", n) for n in (0, 1, 2)] == [
        "%(n)s jour",
        "%(n)s jour",
        "%(n)s jours",
    ]


def test_merge_complains_of_two_translations_of_one_text(tmp_path: Path) -> None:
    part(tmp_path, "desk.po", FIND)
    part(tmp_path, "portal.po", FIND.replace("Chercher", "Trouver"))
    merged = translations.merge(parts=tmp_path / "locale/fr/parts")
    assert merged.complaints == ("desk.po and portal.po translate 'Find' differently",)


def test_merge_complains_of_a_lost_placeholder(tmp_path: Path) -> None:
    part(tmp_path, "desk.po", 'msgid "Dear %(name)s"\nmsgstr "Bonjour"\n')
    merged = translations.merge(parts=tmp_path / "locale/fr/parts")
    assert merged.complaints == ("desk.po: 'Dear %(name)s' lost %(name)s",)


def test_missing_finds_every_way_to_write_a_text(tmp_path: Path) -> None:
    plant(tmp_path, PAGE, "desk", "templates", "desk", "page.html")
    plant(tmp_path, 'x = _("One " "two")\ny = pgettext("verb", "Reply")\n', "desk", "views.py")
    found = [(wanted.context, wanted.text) for wanted in translations.missing(source=tmp_path)]
    assert sorted(found) == [
        ("", "%(n)s day"),
        ("", "Close"),
        ("", "Find"),
        ("", "Hello %(name)s, 100%% done"),
        ("", "One two"),
        ("month", "May"),
        ("verb", "Reply"),
    ]


def test_missing_is_quiet_about_what_a_part_translates(tmp_path: Path) -> None:
    plant(tmp_path, '{% translate "Find" %}', "desk", "templates", "desk", "page.html")
    part(tmp_path, "desk.po", FIND)
    assert translations.missing(source=tmp_path) == []
