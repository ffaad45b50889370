"""Where it is: an address that is looked up, a point, or a description."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.places.values import Location
from townline.ui.fields import Words

AS_TYPED = "typed"


class OneOfSeveral(forms.CharField):
    """Not called optional, because one of them is needed; which one is up to the person."""

    def validate(self, value: Any) -> None:
        """Empty is fine: the page looks at all of them together."""


class PlaceForm(forms.Form):
    use_required_attribute = False
    address = OneOfSeveral(
        label=_("Address or crossing"),
        help_text=_("For example 12 Elm Street."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address", "enterkeyhint": "search"}),
    )
    description = OneOfSeveral(
        label=_("Describe the place"),
        help_text=_("For example: in front of the library, beside the bus stop."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    long = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, place: Location) -> "PlaceForm":
        return cls(
            initial={"address": place.address, "description": place.description, "lat": place.lat, "long": place.long}
        )


class ChoiceOfAddressForm(forms.Form):
    """The addresses that were found, as a list to choose from; works without a script."""

    chosen = forms.ChoiceField(label=_("Which address do you mean?"), widget=forms.RadioSelect)

    def __init__(self, *, found: list[tuple[str, str, str]], typed: str, data: Any = None) -> None:
        """`found` has the id, the address and the ward of each."""
        super().__init__(data=data)
        addresses = [(number, Words(address, hint=ward)) for number, address, ward in found]
        as_typed = Words(str(_("None of these: keep what I wrote")), hint=typed)
        self.fields["chosen"].choices = [*addresses, (AS_TYPED, as_typed)]  # type: ignore[attr-defined]
        self.fields["chosen"].error_messages["required"] = _("Choose one of the addresses, or keep what you wrote.")
