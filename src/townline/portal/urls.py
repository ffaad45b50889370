"""Addresses of the public pages."""

from django.urls import path

from townline.portal.views import (
    asked_again,
    check,
    contact,
    council_notes,
    details,
    follow,
    messages,
    photos,
    place,
    places,
    report,
    requests,
    services,
    start,
    tell_us,
    track,
)

app_name = "portal"
urlpatterns = [
    path("", start.start, name="start"),
    path("find", start.find, name="find"),
    path("follow", start.look_up, name="look_up"),
    path("services", services.services, name="services"),
    path("services/<slug:code>", services.service, name="service"),
    # a report, one thing a page
    path("report/<slug:code>", report.start, name="report"),
    path("report/<slug:code>/question/<slug:asked>", report.question, name="report_question"),
    path("report/<slug:code>/stop", report.stop, name="report_stop"),
    path("report/<slug:code>/details", details.details, name="report_details"),
    path("report/<slug:code>/photos/<uuid:uuid>.jpg", photos.draft_photo, name="draft_photo"),
    path("report/<slug:code>/place", place.place, name="report_place"),
    path("report/<slug:code>/near", place.near, name="report_near"),
    path("report/<slug:code>/contact", contact.contact, name="report_contact"),
    path("report/<slug:code>/reach", contact.reach, name="report_reach"),
    path("report/<slug:code>/check", check.check, name="report_check"),
    path("places/lookup.json", places.look_up, name="place_lookup"),
    # behind the private link
    path("track/<str:token>", track.track, name="track"),
    path("track/<str:token>/done", check.done, name="done"),
    path("track/<str:token>/answer", track.answer, name="track_answer"),
    path("track/<str:token>/add", asked_again.add, name="track_add"),
    path("track/<str:token>/not-resolved", asked_again.not_resolved, name="track_dispute"),
    path("track/<str:token>/stop-following", asked_again.stop, name="track_stop"),
    path("track/<str:token>/withdraw", track.withdraw, name="track_withdraw"),
    path("track/<str:token>/photos/<uuid:uuid>.jpg", photos.private_photo, name="private_photo"),
    path("messages/<str:token>/stop", messages.stop, name="opt_out"),
    # what people say about us; a complaint has a page behind a private link
    path("tell-us", tell_us.tell_us, name="tell_us"),
    path("tell-us/thanks", tell_us.thanks, name="tell_us_thanks"),
    path("complaints/<str:token>", tell_us.complaint, name="complaint"),
    path("complaints/<str:token>/add", tell_us.add, name="complaint_add"),
    path("complaints/<str:token>/go-on", tell_us.go_on, name="complaint_go_on"),
    path("complaints/<str:token>/withdraw", tell_us.withdraw, name="complaint_withdraw"),
    path("complaints/<str:token>/<str:stage>.pdf", tell_us.letter, name="complaint_letter"),
    # a councillor whose term is over fetches their own notes
    path("council/notes/<uuid:uuid>", council_notes.council_notes, name="council_notes"),
    # what anybody may see
    path("requests", requests.listed, name="requests"),
    path("requests.csv", requests.exported, name="requests_csv"),
    path("requests/points.json", requests.points, name="points"),
    path("requests/<str:reference>", requests.shown, name="request"),
    path("requests/<str:reference>/follow", follow.follow, name="follow"),
    path("photos/<uuid:uuid>.jpg", photos.photo, name="photo"),
]
