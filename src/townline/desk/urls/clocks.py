"""What was promised for one request, how it is counted, and who promises again; what the city promises for all."""

from django.urls import URLPattern, path

from townline.desk.views import settings_promises
from townline.desk.views.clocks import again, correct, counted, tell

urlpatterns: list[URLPattern] = [
    path("requests/<str:reference>/promises", counted.promises, name="request_promises"),
    path("requests/<str:reference>/promises/tell", tell.tell, name="request_tell"),
    path("requests/<str:reference>/promises/again", again.again, name="request_again"),
    path("requests/<str:reference>/correct", correct.correct, name="request_correct"),
    path("settings/promises", settings_promises.promises, name="settings_promises"),
]
