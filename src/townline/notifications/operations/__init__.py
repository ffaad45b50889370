from townline.notifications.operations.choice import allow_messages, stop_messages
from townline.notifications.operations.codes import CodeNotSent, NoPostalAddress, mail_code, print_code
from townline.notifications.operations.digests import write_digests
from townline.notifications.operations.hand import mark_done, take_back, try_again, try_later
from townline.notifications.operations.kept import count_as_told
from townline.notifications.operations.send import send_due
from townline.notifications.operations.tell_staff import send_staff_mail, tell_staff, try_staff_mail_again
from townline.notifications.operations.texts import save_text, save_texts
from townline.notifications.operations.write import acknowledge_follow_up, greet_follower, write_messages
from townline.notifications.operations.write_complaint import write_about_complaint
from townline.notifications.operations.write_major import write_major_update

__all__ = [
    "CodeNotSent",
    "NoPostalAddress",
    "acknowledge_follow_up",
    "allow_messages",
    "count_as_told",
    "greet_follower",
    "mail_code",
    "mark_done",
    "print_code",
    "save_text",
    "save_texts",
    "send_due",
    "send_staff_mail",
    "stop_messages",
    "take_back",
    "tell_staff",
    "try_again",
    "try_later",
    "try_staff_mail_again",
    "write_about_complaint",
    "write_digests",
    "write_major_update",
    "write_messages",
]
