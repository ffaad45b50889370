"""What was promised for one request, how it is counted, and who promises again; what the city promises for all."""

from django.urls import URLPattern, path

from townline.desk.views import clocks, settings_promises

urlpatterns: list[URLPattern] = [
    path("requests/<str:reference>/promises", clocks.promises, name="request_promises"),
    path("requests/<str:reference>/promises/tell", clocks.tell, name="request_tell"),
    path("requests/<str:reference>/promises/again", clocks.again, name="request_again"),
    path("requests/<str:reference>/correct", clocks.correct, name="request_correct"),
    path("settings/promises", settings_promises.promises, name="settings_promises"),
]
