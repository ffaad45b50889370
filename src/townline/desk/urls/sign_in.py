"""What stands beside django-allauth's own addresses under /staff/."""

from django.urls import URLPattern, path

from townline.desk.views import me

urlpatterns: list[URLPattern] = [path("language", me.language, name="staff_language")]
