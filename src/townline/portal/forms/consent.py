"""What a person may agree to besides: a box of its own each, never ticked for them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from townline.privacy import queries as privacy

PREFIX = "agree_"


class ConsentForm(forms.Form):
    """`agreed`: what was ticked, with the number of the words beside the box.

    The number is part of the box's name: a tick beside words that have changed since counts for nothing.
    """

    def __init__(self, data: Any = None, *, agreed: Mapping[str, int]) -> None:
        super().__init__(data)
        self._boxes: dict[str, tuple[str, int]] = {}
        for scope in privacy.current_scopes():
            if scope.asked_online and scope.notice is not None:
                name = f"{PREFIX}{scope.code}_{scope.notice.version_id}"
                self._boxes[name] = (scope.code, scope.notice.version_id)
                self.fields[name] = forms.BooleanField(
                    required=False,
                    initial=agreed.get(scope.code) == scope.notice.version_id,
                    label=scope.notice.words.text.in_(get_language() or "en"),
                )

    @property
    def agreed(self) -> dict[str, int]:
        return dict(box for name, box in self._boxes.items() if self.cleaned_data[name])
