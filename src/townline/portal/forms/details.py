"""Words and pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.service_requests.values import LONGEST_DESCRIPTION
from townline.ui.photos import ACCEPTED, ManyFiles, PhotosField


class DetailsForm(forms.Form):
    description = forms.CharField(
        label=_("In your words"),
        help_text=_("What should we know? Leave out names and telephone numbers of other people."),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to 5: JPEG, PNG, WebP or HEIC. We remove what your camera writes into the file."),
        required=False,
        widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPTED, "data-most": "5"}),
    )
