from django.utils import translation
from django.utils.translation import gettext

from townline.portal.forms.contact import ContactForm


def ways() -> list[str]:
    return [str(words) for _way, words in ContactForm().fields["preferred"].choices]


def test_the_ways_to_hear_follow_the_language_of_the_page() -> None:
    for language in ("en", "fr"):
        with translation.override(language):
            assert ways()[0] == gettext("By e-mail")
