"""Addresses of the log of reads, of what was opened with a reason, of the seals and of figures about people."""

from django.urls import URLPattern, path

from townline.desk.views import break_glass, figures, sealed_log, settings_monitoring
from townline.desk.views.reads import answer, listed, unusual

urlpatterns: list[URLPattern] = [
    path("privacy/reads", listed.reads, name="reads"),
    path("privacy/reads/unusual", unusual.unusual_reads, name="reads_unusual"),
    path("privacy/reads/people/<uuid:uuid>", listed.person, name="reads_person"),
    path("privacy/reads/people/<uuid:uuid>/answer", answer.answer, name="reads_answer"),
    path("privacy/reads/records/<uuid:uuid>", listed.record, name="reads_record"),
    path("privacy/reads/staff/<int:number>", listed.reader, name="reads_reader"),
    path("break-glass", break_glass.break_glasses, name="break_glasses"),
    path("break-glass/<uuid:uuid>", break_glass.review, name="break_glass_review"),
    path("privacy/log", sealed_log.sealed_log, name="sealed_log"),
    path("requests/<str:reference>/open", break_glass.open_sealed, name="open_sealed"),
    path("customers/<uuid:uuid>/open", break_glass.open_customer, name="open_customer"),
    path("me/figures", figures.mine, name="my_figures"),
    path("figures/<int:number>", figures.colleague, name="figures"),
    path("settings/monitoring", settings_monitoring.monitoring, name="settings_monitoring"),
]
