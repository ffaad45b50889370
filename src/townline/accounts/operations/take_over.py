"""Departments and teams as another system names them: found again by name, or added."""

import re
from datetime import datetime

from django.db.models import Q

from townline.accounts.models import Department, Team
from townline.accounts.operations.organisation import save_department, save_team
from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.core.words import plain

LONGEST_CODE, LONGEST_NAME = 60, 120


def department_called(*, name: str, by: Actor, at: datetime) -> Department:
    """The department with this name in either language or this code; a new one if there is none."""
    name = name[:LONGEST_NAME]
    code = code_of(name)
    with transaction():
        same = Department.objects.filter(Q(name_en__iexact=name) | Q(name_fr__iexact=name) | Q(code=code))
        values: dict[str, object] = {"code": code, "name_en": name, "name_fr": name}
        return same.order_by("id").first() or save_department(department=Department(), values=values, by=by, at=at)


def team_called(*, name: str, department: Department, by: Actor, at: datetime) -> Team:
    """The department's team with this name or code; a new one without members if there is none."""
    name = name[:LONGEST_NAME]
    code = code_of(name)
    with transaction():
        same = Q(name_en__iexact=name) | Q(name_fr__iexact=name) | Q(code=code)
        found = Team.objects.filter(same, department=department).order_by("id").first()
        if found:
            return found
        if Team.objects.filter(code=code).exists():
            code = code_of(f"{department.code[:30]} {name}")
        values: dict[str, object] = {"code": code, "name_en": name, "name_fr": name, "department": department}
        return save_team(team=Team(), values=values, by=by, at=at)


def code_of(name: str) -> str:
    """`Parks & Rec.` as `parks-rec`."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:LONGEST_CODE].strip("-") or "unnamed"
