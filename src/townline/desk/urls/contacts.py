"""Addresses of contacts: who is in touch, what was said, how it ended."""

from django.urls import URLPattern, path

from townline.desk.views import contact_start, contacts

urlpatterns: list[URLPattern] = [
    path("contacts", contacts.mine, name="contacts"),
    path("contacts/new", contact_start.new, name="contact_new"),
    path("contacts/<uuid:uuid>", contacts.contact, name="contact"),
    path("contacts/<uuid:uuid>/who", contact_start.who, name="contact_who"),
    path("contacts/<uuid:uuid>/wrap-up", contacts.wrap_up, name="contact_wrap_up"),
    path("contacts/<uuid:uuid>/promise", contacts.promise, name="contact_promise"),
]
