from pathlib import Path

import pytest

from tests.architecture import code
from tests.architecture.tree import SOURCE, plant

SAVE = "class Request(Model):\n    def save(self, **kwargs):\n        self.state = 'open'\n"
SUBMIT = ("service_requests", "operations", "submit.py")

CHECKS = {
    "imports inside functions": (code.imports_inside_functions, "def f():\n    import json\n", ("core", "x.py")),
    "a reason that is none of the four": (
        code.imports_inside_functions,
        "def f():\n    import json  # because\n",
        ("core", "x.py"),
    ),
    "django signals": (code.signals, "from django.db.models.signals import post_save\n", ("places", "apps.py")),
    "django receivers": (code.signals, "from django.dispatch import receiver\n", ("places", "apps.py")),
    "logic in save": (code.logic_in_save, SAVE, ("service_requests", "models", "request.py")),
    "rows read in a site": (
        code.tables_in_sites,
        "def page(request):\n    return Request.objects.all()\n",
        ("desk", "views", "request.py"),
    ),
    "rows written in a site": (
        code.tables_in_sites,
        "def page(request):\n    thing.save()\n",
        ("api", "open311", "views.py"),
    ),
    "strangers in a site": (code.strangers_in_sites, "", ("portal", "services.py")),
    "files without a name": (code.nameless_files, "", ("places", "utils.py")),
    "clocks read below": (code.clocks_read_below, "def submit():\n    return timezone.now()\n", SUBMIT),
    "texts frozen at import": (
        code.texts_frozen_at_import,
        'from django.utils.translation import gettext as _\nNAME = _("Pothole")\n',
        ("desk", "views", "request.py"),
    ),
    "positional arguments": (code.positional_arguments, "def submit(request, by): ...\n", SUBMIT),
}


@pytest.mark.parametrize("habit", CHECKS)
def test_code_keeps_the_habit(habit: str) -> None:
    check, _, _ = CHECKS[habit]
    assert check(SOURCE) == []


@pytest.mark.parametrize("habit", CHECKS)
def test_code_finds_what_breaks_the_habit(habit: str, tmp_path: Path) -> None:
    check, text, place = CHECKS[habit]
    assert len(check(plant(tmp_path, text, *place))) == 1


def test_imports_inside_functions_may_have_a_reason(tmp_path: Path) -> None:
    text = "def f():\n    import typst  # noqa: PLC0415 - slow import\n"
    assert code.imports_inside_functions(plant(tmp_path, text, "core", "x.py")) == []
