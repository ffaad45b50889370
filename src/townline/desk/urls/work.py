"""Queues, requests, intake, search."""

from django.urls import URLPattern, path

from townline.desk.views import search
from townline.desk.views.intake import draft, follow, form, parts, photos
from townline.desk.views.queue import bulk, columns, work_list
from townline.desk.views.requests import act, messages, note, photo, record, release

urlpatterns: list[URLPattern] = [
    path("", work_list.queue, name="queue"),
    path("queue/columns", columns.columns, name="columns"),
    path("queue/assign", bulk.bulk_assign, name="bulk_assign"),
    path("queue/note", bulk.bulk_note, name="bulk_note"),
    path("search", search.search, name="search"),
    path("photos/<uuid:uuid>/<slug:size>", photo.photo, name="photo"),
    path("requests/new", form.intake, name="intake"),
    path("requests/new/services", parts.services, name="intake_services"),
    path("requests/new/questions", parts.questions, name="intake_questions"),
    path("requests/new/addresses", parts.addresses, name="intake_addresses"),
    path("requests/new/beside", parts.beside, name="intake_beside"),
    path("requests/new/point.json", parts.point, name="intake_point"),
    path("requests/new/drafts/<uuid:draft>/photos/<uuid:uuid>.jpg", photos.photo, name="intake_photo"),
    path("requests/new/draft", draft.draft, name="draft"),
    path("requests/new/drafts/<uuid:uuid>/discard", draft.discard, name="discard_draft"),
    path("requests/new/follow/<str:reference>", follow.follow, name="intake_follow"),
    path("requests/<str:reference>", record.record, name="request"),
    path("requests/<str:reference>/note", note.note, name="note"),
    path("requests/<str:reference>/words", release.words, name="words"),
    path("requests/<str:reference>/photos/<uuid:uuid>", release.release_photo, name="release_photo"),
    path("requests/<str:reference>/messages/<uuid:uuid>/take-back", messages.take_back, name="take_back"),
    path("requests/<str:reference>/messages/<slug:kind>", messages.contact_choice, name="contact_choice"),
    path("requests/<str:reference>/<slug:verb>", act.act, name="act"),
]
