from django.urls import path

from townline.ui import views

urlpatterns = [
    path("brand/styles.css", views.brand_styles, name="brand_styles"),
    path("brand/logo", views.brand_logo, name="brand_logo"),
]
