from pathlib import Path

import pytest

from tests.architecture import sizes
from tests.architecture.tree import SOURCE, plant

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 60
LONG_VIEW = "class Page:\n" + "    x = 1\n" * 80
MANY_ARGUMENTS = "def f(*, " + ", ".join(f"a{n}" for n in range(10)) + "): ...\n"
MANY_NAMES = "".join(f"def verb_{n}(): ...\n" for n in range(7))

CHECKS = {
    "module": (sizes.long_modules, "x = 1\n" * 401, ("places", "values.py")),
    "port": (sizes.long_modules, "x = 1\n" * 61, ("gateways", "http", "port.py")),
    "function": (sizes.long_functions, LONG_FUNCTION, ("places", "values.py")),
    "view": (sizes.long_views, LONG_VIEW, ("desk", "views", "request.py")),
    "template": (sizes.long_templates, "<p>\n" * 201, ("desk", "templates", "desk", "request", "show.html")),
    "public names": (sizes.many_public_names, MANY_NAMES, ("places", "operations", "add.py")),
    "arguments": (sizes.many_arguments, MANY_ARGUMENTS, ("places", "operations", "add.py")),
}


@pytest.mark.parametrize("thing", CHECKS)
def test_sizes_are_kept(thing: str) -> None:
    check, _, _ = CHECKS[thing]
    assert check(SOURCE) == []


@pytest.mark.parametrize("thing", CHECKS)
def test_sizes_finds_what_is_too_large(thing: str, tmp_path: Path) -> None:
    check, text, place = CHECKS[thing]
    assert len(check(plant(tmp_path, text, *place))) == 1
