"""What a customer may write on the private page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.ui.photos import ACCEPTED, ManyFiles, PhotosField

LONGEST = 4_000


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )


class AnswerForm(WordsForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].label = _("Your answer")


class AskAgainForm(WordsForm):
    """Words with pictures; `kept` holds the pictures while the form is mended, and makes sending twice the same as once."""

    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to 5: JPEG, PNG, WebP or HEIC. We remove what your camera writes into the file."),
        required=False,
        widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPTED, "data-most": "5"}),
    )
    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)


class DisputeForm(AskAgainForm):
    words = forms.CharField(
        label=_("What is still wrong?"),
        help_text=_("What do you see? Your request is opened again and a supervisor looks at it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is still wrong, so that the next visit mends it.")},
    )


class NewFromOldForm(DisputeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].help_text = _(
            "What do you see? It was closed a while ago, so we make a new request of it."
        )
