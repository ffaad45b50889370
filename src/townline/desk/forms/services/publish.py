"""A service is put in force."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.services.fields import line


class PublishForm(forms.Form):
    note = line(_("What changes, for your colleagues"), max_length=200, required=False)
