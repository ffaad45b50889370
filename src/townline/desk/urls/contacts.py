"""Addresses of contacts, of reaching somebody, of paper mail and of warm transfers."""

from django.urls import URLPattern, path

from townline.desk.views import outreach
from townline.desk.views.contacts import about, mine, notes, promise, start, team, transfer, who
from townline.desk.views.mail import arriving, covers, item

urlpatterns: list[URLPattern] = [
    path("contacts", mine.mine, name="contacts"),
    path("contacts/team", team.team, name="contacts_team"),
    path("contacts/new", start.new, name="contact_new"),
    path("contacts/reach/new", outreach.new, name="reach_new"),
    path("contacts/reach/<uuid:uuid>", outreach.reach, name="reach"),
    path("contacts/<uuid:uuid>", notes.contact, name="contact"),
    path("contacts/<uuid:uuid>/who", who.who, name="contact_who"),
    path("contacts/<uuid:uuid>/wrap-up", notes.wrap_up, name="contact_wrap_up"),
    path("contacts/<uuid:uuid>/about", about.about, name="contact_about"),
    path("contacts/<uuid:uuid>/promise", promise.promise, name="contact_promise"),
    path("contacts/<uuid:uuid>/hand-over", transfer.hand_over, name="contact_hand_over"),
    path("contacts/<uuid:uuid>/hand-over/<uuid:transfer>", transfer.summary, name="contact_handed_over"),
    path("transfer/<str:token>", transfer.received, name="transfer"),
    path("mail", arriving.mail, name="mail"),
    path("mail/covers/new", covers.cover_new, name="mail_cover_new"),
    path("mail/covers/<str:code>", covers.cover, name="mail_cover"),
    path("mail/<uuid:uuid>", item.item, name="mail_item"),
    path("mail/<uuid:uuid>/paper", item.paper, name="mail_paper"),
    path("mail/<uuid:uuid>/pages/<int:number>", item.scan, name="mail_page"),
    path("settings/attempts", outreach.rule, name="settings_attempts"),
]
