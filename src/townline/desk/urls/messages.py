"""Addresses of messages to customers, and of one's own page."""

from django.urls import URLPattern, path

from townline.desk.views import me, messages, sent_mail

urlpatterns: list[URLPattern] = [
    path("me", me.me, name="me"),
    path("messages", messages.to_do, name="messages"),
    path("messages/failed", messages.failed, name="messages_failed"),
    path("messages/deliveries", messages.deliveries, name="deliveries"),
    path("messages/deliveries/<int:number>/retry", messages.retry_delivery, name="retry_delivery"),
    path("messages/<uuid:uuid>/do", messages.act, name="message_act"),
    path("messages/<uuid:uuid>/letter.pdf", messages.letter, name="letter"),
    path("sent-mail", sent_mail.sent_mail, name="sent_mail"),
    path("sent-mail/<slug:name>", sent_mail.one_mail, name="sent_mail_one"),
]
