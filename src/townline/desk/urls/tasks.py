"""Addresses of tasks and of what goes from team to team."""

from django.urls import URLPattern, path

from townline.desk.views import hand_offs, tasks
from townline.desk.views.settings_kinds.pages import pages_of
from townline.desk.views.settings_tasks import AGREEMENTS, PLANS, STEPS

urlpatterns: list[URLPattern] = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/between-teams", hand_offs.hand_offs, name="hand_offs"),
    path("tasks/<uuid:uuid>", tasks.task, name="task"),
    path("tasks/<uuid:uuid>/do", tasks.act, name="task_act"),
    path("tasks/<uuid:uuid>/photos/<uuid:photo>/<slug:size>", tasks.photo, name="task_photo"),
    path("requests/<str:reference>/tasks/new", tasks.new, name="task_new"),
    *pages_of(PLANS),
    *pages_of(STEPS),
    *pages_of(AGREEMENTS),
]
