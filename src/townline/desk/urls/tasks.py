"""Addresses of tasks and of what goes from team to team."""

from django.urls import URLPattern, path

from townline.desk.views import hand_offs
from townline.desk.views.settings_kinds.pages import pages_of
from townline.desk.views.settings_tasks import AGREEMENTS, PLANS, STEPS
from townline.desk.views.tasks import listed, new, page, photo, steps

urlpatterns: list[URLPattern] = [
    path("tasks/", listed.tasks, name="tasks"),
    path("tasks/between-teams", hand_offs.hand_offs, name="hand_offs"),
    path("tasks/<uuid:uuid>", page.task, name="task"),
    path("tasks/<uuid:uuid>/do", steps.act, name="task_act"),
    path("tasks/<uuid:uuid>/photos/<uuid:photo>/<slug:size>", photo.photo, name="task_photo"),
    path("requests/<str:reference>/tasks/new", new.new, name="task_new"),
    *pages_of(PLANS),
    *pages_of(STEPS),
    *pages_of(AGREEMENTS),
]
