"""Single fields of the form."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from townline.api.open311.refusals import Fault


def text_of(form: QueryDict, name: str) -> str:
    return form.get(name, "").strip()


def limited(form: QueryDict, name: str, most: int, faults: list[Fault]) -> str:
    # A line break is sent as two characters and meant as one.
    text = text_of(form, name).replace("\r\n", "\n")
    if len(text) > most:
        facts = {"name": name, "most": most, "length": len(text)}
        faults.append(Fault(400, _("%(name)s: write at most %(most)s characters; these are %(length)s.") % facts))
    return text
