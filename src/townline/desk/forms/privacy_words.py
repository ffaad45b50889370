"""What notices say, and what people may be asked to agree to."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.core.language import Text
from townline.desk.forms.settings_form import SettingsForm, code_field, name_fields
from townline.privacy.values import NoticeWords, Place

SHOWN = [(place.value, place.label) for place in (Place.FORM, Place.SCRIPT, Place.CHANNEL)]
LONGEST_MONTHS = 120


class Words(forms.CharField):
    """Not called optional: a draft may lack it, what is published may not."""

    def validate(self, value: Any) -> None:
        """Empty is fine here."""


def _words(label: object, *, help_text: object = "", rows: int = 5) -> forms.CharField:
    return Words(
        label=label,  # type: ignore[arg-type]  # lazy words
        help_text=help_text,  # type: ignore[arg-type]  # the same
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WordsForm(forms.Form):
    """Nothing is required for a draft; what is missing is said when it is published. `seen`: the draft that was opened."""

    use_required_attribute = False
    text_en = _words(_("Purpose in English"), help_text=_("Why we ask, what we do with it, who sees it."))
    text_fr = _words(_("Purpose in French"))
    authority_en = _words(_("Law in English"), help_text=_("The act and section that allow it."), rows=3)
    authority_fr = _words(_("Law in French"), rows=3)
    contact_en = _words(
        _("Whom to ask, in English"),
        help_text=_("Title, address and telephone number of somebody who answers."),
        rows=3,
    )
    contact_fr = _words(_("Whom to ask, in French"), rows=3)
    automated_en = _words(
        _("What a machine decides, in English"), help_text=_("Only where one does. Leave it empty otherwise."), rows=3
    )
    automated_fr = _words(_("What a machine decides, in French"), rows=3)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, place: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        if place == Place.CONSENT:
            for name in [name for name in self.fields if name.startswith(("authority", "contact", "automated"))]:
                del self.fields[name]
            self.fields["text_en"].label = _("What the person agrees to, in English")
            self.fields["text_en"].help_text = _("In the first person: “You may …”. It stands beside an empty box.")
            self.fields["text_fr"].label = _("What the person agrees to, in French")

    def words(self) -> NoticeWords:
        said = self.cleaned_data
        return NoticeWords(
            **{
                part: Text(_lines(said.get(f"{part}_en", "")), _lines(said.get(f"{part}_fr", "")))
                for part in ("text", "authority", "contact", "automated")
            }
        )

    @property
    def seen_at(self) -> datetime | None:
        return moment(str(self.data.get("seen", "")))


def moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


class NoticeForm(SettingsForm):
    only_new = ("code", "place")
    code = code_field()
    place = forms.ChoiceField(label=_("Where it stands"), choices=SHOWN)
    name_en, name_fr = name_fields(160)


class ScopeForm(SettingsForm):
    code = code_field()
    name_en, name_fr = name_fields(160)
    months = forms.IntegerField(
        label=_("Holds for so many months"),
        help_text=_("Leave it empty, and it holds until it is taken back."),
        required=False,
        min_value=1,
        max_value=LONGEST_MONTHS,
    )
    asked_online = forms.BooleanField(
        label=_("Ask for it on the website, as an empty box below the contact fields"), required=False
    )
    is_active = forms.BooleanField(label=_("People are asked for it"), required=False, initial=True)
