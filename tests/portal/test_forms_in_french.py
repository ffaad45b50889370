from django.utils import translation

from townline.portal.forms.contact import ContactForm


def test_the_ways_to_hear_follow_the_language_of_the_page() -> None:
    """A text that is read when the module is loaded would stay English on every page."""
    asked = [("en", "By e-mail"), ("fr", translation.gettext("By e-mail"))]
    with translation.override("fr"):
        french = [str(words) for _way, words in ContactForm().fields["preferred"].choices]
        assert french[0] == translation.gettext("By e-mail")
    with translation.override("en"):
        assert str(next(iter(ContactForm().fields["preferred"].choices))[1]) == asked[0][1]
