"""Addresses of complaints, compliments and restrictions."""

from django.urls import URLPattern, path

from townline.desk.views import complaint_figures, complaints, complaints_intake, conduct, praise

urlpatterns: list[URLPattern] = [
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new", complaints_intake.new, name="complaint_new"),
    path("complaints/figures", complaint_figures.figures, name="complaint_figures"),
    path("complaints/figures.csv", complaint_figures.figures_csv, name="complaint_figures_csv"),
    path("complaints/stages", complaint_figures.stages, name="complaint_stages"),
    path("complaints/<str:reference>", complaints.complaint, name="complaint"),
    path("complaints/<str:reference>/do", complaints.act, name="complaint_act"),
    path("complaints/<str:reference>/letter/<str:stage>.pdf", complaints.letter, name="complaint_letter"),
    path("compliments/", praise.praise, name="praise"),
    path("compliments/<uuid:uuid>/answer", praise.answer, name="praise_answer"),
    path("restrictions/", conduct.restrictions, name="restrictions"),
    path("restrictions/new", conduct.new, name="restriction_new"),
    path("restrictions/<uuid:uuid>", conduct.restriction, name="restriction"),
    path("restrictions/<uuid:uuid>/do", conduct.act, name="restriction_act"),
]
