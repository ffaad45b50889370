"""Every rule of the suite, in the order of the standard; those about all answers come last."""

from townline.commands.open311_check.rule import Rule
from townline.commands.open311_check.rules import (
    definitions,
    discovery,
    encoding,
    filters,
    one_request,
    posting,
    requests,
    services,
)

RULES: tuple[Rule, ...] = (
    *discovery.book.rules,
    *services.book.rules,
    *definitions.book.rules,
    *posting.book.rules,
    *one_request.tokens.rules,
    *requests.book.rules,
    *filters.book.rules,
    *one_request.book.rules,
    *encoding.book.rules,
)
