"""Forms of council offices, of the liaison officer, and of the settings about them."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.catalog.definitions import Kind
from townline.council.values import LONGEST, OPEN, Case, Consented, Purpose, Shown
from townline.customers.values import Contact, Preferred
from townline.desk.forms.intake import PlaceForm, Words, photos_field
from townline.desk.forms.settings_form import choose
from townline.places import queries as places
from townline.privacy.values import Method
from townline.service_requests.values import LONGEST_DESCRIPTION
from townline.ui.dates import DateField

IN_WRITING = [(Method.WRITTEN.value, _("On paper")), (Method.ONLINE.value, _("By e-mail or message"))]
NOT_YET = ("", _("Not yet: the office sees number, step and dates only"))
PERIODS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("A year"))]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ServiceForm(forms.Form):
    service = forms.ChoiceField(label=_("What is it about?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        entries = [one for one in catalog.catalogue().services if one.definition.kind is not Kind.INFORMATION]
        names = sorted((one.definition.name.in_(language), one.code) for one in entries)
        choose(self, "service", [(code, name) for name, code in names], empty=_("Choose"))


class Choice(forms.ChoiceField):
    """“Not yet” is an answer, so nothing is called optional."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class ConsentForm(forms.Form):
    """`method` empty: no consent in writing yet."""

    method = Choice(
        label=_("The resident’s consent that this office sees the request"),
        widget=forms.RadioSelect,
        choices=[NOT_YET, *IN_WRITING],
    )
    use_required_attribute = False
    note = Words(
        label=_("Where the consent is kept"),
        help_text=_("For example: signed form in the office, binder 3; or the day of the e-mail."),
        max_length=1_000,
    )

    @property
    def consented(self) -> Consented | None:
        said = self.cleaned_data
        return Consented(said["method"], said["note"]) if said["method"] else None


class RaiseForm(ConsentForm, PlaceForm):
    """Whatever else is needed, the service says: the same words as on every channel."""

    use_required_attribute = False
    draft = forms.UUIDField(widget=forms.HiddenInput)
    description = Words(label=_("What the resident says"), max_length=LONGEST_DESCRIPTION, widget=_area(4))
    photos = photos_field(_("What the resident sent or gave you. Up to 5: JPEG, PNG, WebP or HEIC."))
    name = Words(label=_("Name of the resident"), max_length=160)
    phone = Words(label=_("Telephone number"), max_length=40)
    email = Words(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("The person speaks"), choices=[("en", "English"), ("fr", "Français")])
    preferred = forms.ChoiceField(
        label=_("Wants to hear by"),
        choices=[
            (Preferred.EMAIL.value, _("E-mail")),
            (Preferred.CALL.value, _("A call")),
            (Preferred.NOTHING.value, _("No messages")),
        ],
    )
    field_order = (
        "draft",
        "description",
        "address",
        "lat",
        "long",
        "place_description",
        "photos",
        "name",
        "phone",
        "email",
        "language",
        "preferred",
    )

    @property
    def contact(self) -> Contact:
        said = self.cleaned_data
        return Contact(
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
            language=said["language"],
            preferred=Preferred(said["preferred"]),
        )


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(label=_("Why you need to see it"), widget=forms.RadioSelect, choices=Purpose.choices)


class AskForm(forms.Form):
    title = forms.CharField(label=_("In a few words"), max_length=160)
    words = forms.CharField(
        label=_("Your question"),
        help_text=_("It becomes a record of the City. Name a resident only with their consent."),
        max_length=LONGEST,
        widget=_area(5),
    )


class WordsForm(forms.Form):
    words = forms.CharField(label=_("Write"), max_length=LONGEST, widget=_area(5))


class NoteForm(forms.Form):
    about = forms.CharField(label=_("Who or what it is about"), max_length=160)
    words = forms.CharField(label=_("Note"), max_length=LONGEST, widget=_area(8))


class HandOverForm(forms.Form):
    email = forms.EmailField(
        label=_("Your own e-mail address"), help_text=_("Not one of the City: it closes with the term.")
    )
    secret = forms.CharField(
        label=_("Words that only you know"),
        help_text=_("At least twelve letters. They open the link; nobody here can look them up."),
        min_length=12,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class TermForm(forms.Form):
    person = forms.TypedChoiceField(coerce=int, label=_("Councillor"))
    area = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Ward"))
    from_date = DateField(label=_("First day"))
    until_date = DateField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        people = accounts.all_users().filter(role="councillor")
        wards = places.all_areas().filter(kind="ward")
        choose(self, "person", [(user.pk, user.name) for user in people], empty=_("Choose"))
        choose(self, "area", [(ward.pk, ward.name.in_(language)) for ward in wards], empty=_("The whole city"))


class CouncilForm(forms.Form):
    names_councillors = forms.BooleanField(
        required=False,
        label=_("Tell residents who their ward councillors are when a request is taken"),
        help_text=_("Never for by-law enforcement. Off as shipped."),
    )
    campaign_from = DateField(required=False, label=_("No digests from"))
    campaign_until = DateField(required=False, label=_("No digests until"))


class Ticked(forms.MultipleChoiceField):
    """None ticked is an answer, and not an optional one."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class RuleForm(forms.Form):
    """One kind of file. What is personal can be ticked only where the resident consented."""

    use_required_attribute = False
    shown = Ticked(widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, case: Case, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial, prefix=case.value)
        self.case = case
        self.fields["shown"].label = str(case.label)
        offered = list(Shown) if case is Case.CONSENT else list(OPEN)
        choose(self, "shown", [(one.value, one.label) for one in offered])
