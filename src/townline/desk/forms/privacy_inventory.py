"""What of the inventory to show. Everything may stay empty."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.desk.presenters.privacy import room_choices
from townline.privacy.values import Purpose, Sensitivity

EVERYTHING: tuple[str, Promise] = ("", _("Everything"))


class InventoryFilter(forms.Form):
    room = forms.ChoiceField(label=_("Part"), required=False, choices=lambda: [EVERYTHING, *room_choices()])
    purpose = forms.ChoiceField(label=_("Purpose"), required=False, choices=lambda: [EVERYTHING, *Purpose.choices])
    sensitivity = forms.ChoiceField(
        label=_("Sensitivity"), required=False, choices=lambda: [EVERYTHING, *Sensitivity.choices]
    )

    @property
    def wanted(self) -> dict[str, str]:
        """What was chosen; a word that is no choice counts as everything."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
