"""Addresses of the records office: schedule, disposal lists, holds, certificates."""

from django.urls import URLPattern, path

from townline.desk.views import records_holds, records_lists, records_schedule

urlpatterns: list[URLPattern] = [
    path("records/", records_lists.lists, name="records"),
    path("records/people", records_lists.propose_person, name="records_person"),
    path("records/lists/<uuid:uuid>", records_lists.one_list, name="records_list"),
    path("records/lists/<uuid:uuid>/items/<int:number>", records_lists.item, name="records_item"),
    path("records/lists/<uuid:uuid>/sign", records_lists.sign, name="records_sign"),
    path("records/lists/<uuid:uuid>/withdraw", records_lists.withdraw, name="records_withdraw"),
    path("records/lists/<uuid:uuid>/certificate.pdf", records_lists.certificate, name="records_certificate"),
    path("records/schedule", records_schedule.schedule, name="records_schedule"),
    path("records/schedule/confirm", records_schedule.confirm, name="records_schedule_confirm"),
    path("records/schedule/<slug:retention>", records_schedule.rule, name="records_rule"),
    path("records/holds", records_holds.holds, name="records_holds"),
    path("records/holds/new", records_holds.new, name="records_hold_new"),
    path("records/holds/<uuid:uuid>/lift", records_holds.lift, name="records_hold_lift"),
]
