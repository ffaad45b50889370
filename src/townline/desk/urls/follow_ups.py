"""What people ask again, closings that they dispute, and who is told of a request."""

from django.urls import URLPattern, path

from townline.desk.views import disputes, follow_ups, told

urlpatterns: list[URLPattern] = [
    path("asked-again/", follow_ups.waiting, name="follow_ups"),
    path("asked-again/often", follow_ups.often, name="asked_often"),
    path("asked-again/not-resolved", disputes.disputed, name="disputes"),
    path("asked-again/figures", disputes.figures, name="dispute_figures"),
    path("asked-again/<uuid:uuid>/answer", follow_ups.answer, name="follow_up_answer"),
    path("asked-again/<uuid:uuid>/judge", disputes.judge, name="dispute_judge"),
    path("requests/<str:reference>/asked-again", follow_ups.new, name="follow_up_new"),
    path("requests/<str:reference>/told", told.told, name="told"),
    path("requests/<str:reference>/told/<int:follower>/remove", told.remove, name="told_remove"),
]
