"""Addresses of contacts, of reaching somebody, of paper mail and of warm transfers."""

from django.urls import URLPattern, path

from townline.desk.views import contact_start, contacts, mail, outreach, transfer

urlpatterns: list[URLPattern] = [
    path("contacts", contacts.mine, name="contacts"),
    path("contacts/team", contacts.team, name="contacts_team"),
    path("contacts/new", contact_start.new, name="contact_new"),
    path("contacts/reach/new", outreach.new, name="reach_new"),
    path("contacts/reach/<uuid:uuid>", outreach.reach, name="reach"),
    path("contacts/<uuid:uuid>", contacts.contact, name="contact"),
    path("contacts/<uuid:uuid>/who", contact_start.who, name="contact_who"),
    path("contacts/<uuid:uuid>/wrap-up", contacts.wrap_up, name="contact_wrap_up"),
    path("contacts/<uuid:uuid>/about", contacts.about, name="contact_about"),
    path("contacts/<uuid:uuid>/promise", contacts.promise, name="contact_promise"),
    path("contacts/<uuid:uuid>/hand-over", transfer.hand_over, name="contact_hand_over"),
    path("contacts/<uuid:uuid>/hand-over/<uuid:transfer>", transfer.summary, name="contact_handed_over"),
    path("transfer/<str:token>", transfer.received, name="transfer"),
    path("mail", mail.mail, name="mail"),
    path("mail/covers/new", mail.cover_new, name="mail_cover_new"),
    path("mail/covers/<str:code>", mail.cover, name="mail_cover"),
    path("mail/<uuid:uuid>", mail.item, name="mail_item"),
    path("mail/<uuid:uuid>/paper", mail.paper, name="mail_paper"),
    path("mail/<uuid:uuid>/pages/<int:number>", mail.scan, name="mail_page"),
    path("settings/attempts", outreach.rule, name="settings_attempts"),
]
