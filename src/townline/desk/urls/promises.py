"""What is late and who is told next; weather that holds clocks."""

from django.urls import URLPattern, path

from townline.desk.views import late, staff_mail, weather
from townline.desk.views.settings_calendars import CALENDARS
from townline.desk.views.settings_kinds.pages import pages_of
from townline.desk.views.settings_ladder import LADDER

urlpatterns: list[URLPattern] = [
    path("late", late.late, name="late"),
    path("late/told", late.told, name="late_told"),
    path("late/<uuid:uuid>", late.answer, name="late_answer"),
    path("weather", weather.weather, name="weather"),
    path("weather/new", weather.new, name="weather_new"),
    path("weather/<int:number>", weather.record, name="weather_record"),
    path("messages/staff", staff_mail.failed, name="staff_mail"),
    path("messages/staff/<uuid:uuid>", staff_mail.again, name="staff_mail_again"),
    *pages_of(CALENDARS, new=False),
    *pages_of(LADDER),
]
