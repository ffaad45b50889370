"""A row of `components/summary_list.html`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """`value` is a text, or a list of texts."""

    name: str
    value: object
    change_url: str = ""
