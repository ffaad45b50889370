"""Addresses of council offices, of the liaison officer, and of the settings about them."""

from django.urls import URLPattern, path

from townline.desk.views import (
    council,
    council_notes,
    council_office,
    council_questions,
    council_raise,
    settings_council,
)

urlpatterns: list[URLPattern] = [
    path("council/", council.start, name="council"),
    path("council/requests", council.requests, name="council_requests"),
    path("council/requests/<str:reference>", council.record, name="council_request"),
    path("council/requests/<str:reference>/do", council.act, name="council_request_act"),
    path("council/requests/<str:reference>/shown", council.shown, name="council_shown"),
    path("council/raise", council_raise.new, name="council_raise"),
    path("council/raise/addresses", council_raise.addresses, name="council_raise_addresses"),
    path("council/raise/point.json", council_raise.point, name="council_raise_point"),
    path("council/raise/<uuid:draft>/photos/<uuid:uuid>.jpg", council_raise.photo, name="council_raise_photo"),
    path("council/questions", council_questions.questions, name="council_questions"),
    path("council/questions/<uuid:uuid>", council_questions.question, name="council_inquiry"),
    path("council/wards", council_office.wards, name="council_wards"),
    path("council/notes", council_notes.notes, name="council_notes"),
    path("council/notes/new", council_notes.new, name="council_note_new"),
    path("council/notes/copy", council_notes.copy, name="council_notes_copy"),
    path("council/notes/<uuid:uuid>", council_notes.note, name="council_note"),
    path("council/office", council_office.office, name="council_office"),
    path("liaison/", council_questions.inbox, name="liaison"),
    path("liaison/<uuid:uuid>", council_questions.answer, name="liaison_inquiry"),
    path("privacy/disclosures", settings_council.disclosures, name="disclosures"),
    path("settings/council", settings_council.council, name="settings_council"),
    path("settings/council/terms/new", settings_council.new_term, name="settings_council_term_new"),
    path("settings/council/terms/<int:number>", settings_council.term, name="settings_council_term"),
    path("council-rules", settings_council.rules, name="council_rules"),
]
