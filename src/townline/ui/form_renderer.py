"""Django's own form templates, but for a list of choices: one template for each option is most of the time of a long list."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class FormRenderer(DjangoTemplates):
    """The same letters as Django's templates make; a widget whose options have a template of their own keeps it."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name == SELECT and all(
            option["template_name"] == OPTION for _, group, _ in context["widget"]["optgroups"] for option in group
        ):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: Mapping[str, Any]) -> SafeString:
    lines = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            lines.append(f'  <optgroup label="{conditional_escape(localize(group))}">')
        lines += [_option(option) for option in options]
        if group:
            lines.append("  </optgroup>")
    lines.append("</select>")
    return mark_safe("\n".join(lines))  # noqa: S308  # each value was escaped above


def _option(option: Mapping[str, Any]) -> str:
    value, words = conditional_escape(str(option["value"])), conditional_escape(localize(option["label"]))
    return f'  <option value="{value}"{_attributes(option["attrs"])}>{words}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        [
            f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(str(value))}"')
            for name, value in attributes.items()
            if value is not False
        ]
    )
