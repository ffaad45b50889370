"""Who hears which event: what happens when a request is completed is one line here. And which rooms keep what about people."""

from collections.abc import Mapping, Sequence

from townline.accounts import holdings as accounts
from townline.complaints import holdings as complaints
from townline.council import holdings as council
from townline.council.handlers import follow_inquiry_recount
from townline.customers import holdings as customers
from townline.events.values import Handler
from townline.interactions import holdings as interactions
from townline.notifications import holdings as notifications
from townline.notifications.about_approvals import tell_approvers
from townline.notifications.about_escalations import tell_escalated
from townline.notifications.about_tasks import tell_task_late, tell_tasks_done
from townline.notifications.council_mail import (
    mail_digest,
    tell_liaison,
    tell_of_new_address,
    tell_of_notes,
    tell_office,
)
from townline.notifications.handlers import (
    count_as_told,
    tell_complainant,
    tell_customer,
    tell_follower,
    tell_of_major_event,
    tell_who_asked_again,
)
from townline.privacy import consents_held as privacy
from townline.privacy.holdings import Holder
from townline.records_office import holdings as records_office
from townline.service_levels.handlers import count_promises_anew
from townline.service_requests import holdings as service_requests
from townline.service_requests.escalation_handlers import (
    climb_for_customer,
    end_escalations,
    follow_recount,
    plan_escalations,
    plan_escalations_again,
)
from townline.service_requests.handlers import (
    answer_follow_ups,
    complete_by_tasks,
    drop_tasks,
    follow_answer_recount,
    follow_hand_off,
    follow_task_recount,
    join_major_event,
    lay_down_tasks,
    plan_tasks_anew,
    reassign_work_of_leaver,
)

WIRING: Mapping[str, Sequence[Handler]] = {
    "service_request.submitted": (tell_customer, join_major_event),
    "service_request.accepted": (tell_customer, lay_down_tasks),
    "service_request.declined": (tell_customer, drop_tasks, follow_hand_off, answer_follow_ups, end_escalations),
    "service_request.merged": (tell_customer, drop_tasks, follow_hand_off, end_escalations),
    "service_request.customer_asked": (tell_customer, follow_hand_off, answer_follow_ups),
    "service_request.assigned": (tell_customer, lay_down_tasks, follow_hand_off),
    "service_request.completed": (tell_customer, follow_hand_off, answer_follow_ups, end_escalations),
    "service_request.confirmed": (tell_customer,),
    "service_request.reopened": (tell_customer,),
    "service_request.sent_back": (tell_customer, plan_escalations_again),
    "service_request.approval_raised": (tell_approvers,),
    "service_request.disputed": (tell_customer, climb_for_customer),
    "service_request.cancelled": (tell_customer, drop_tasks, follow_hand_off, end_escalations),
    "service_request.first_contacted": (tell_customer,),
    "service_request.repromised": (tell_customer,),
    "service_request.service_corrected": (tell_customer, follow_hand_off, plan_tasks_anew),
    "service_request.priority_changed": (tell_customer,),
    "service_request.note_added": (tell_customer, answer_follow_ups),
    "service_request.followed": (tell_follower,),
    "service_request.follower_added": (tell_follower,),
    "service_request.followed_up": (tell_who_asked_again, climb_for_customer),
    "service_request.task_opened": (follow_hand_off,),
    "service_request.task_given": (follow_hand_off,),
    "service_request.task_taken_up": (follow_hand_off,),
    "service_request.task_done": (follow_hand_off,),
    "service_request.task_not_needed": (follow_hand_off,),
    "service_request.task_sent_back": (follow_hand_off,),
    "service_request.tasks_done": (complete_by_tasks, tell_tasks_done),
    "service_level.at_risk": (plan_escalations,),
    "service_level.breached": (plan_escalations, tell_task_late),
    "service_level.recomputed": (follow_inquiry_recount, follow_recount, follow_task_recount, follow_answer_recount),
    "business_calendar.changed": (count_promises_anew,),
    "service_request.escalated": (tell_escalated,),
    "service_request.escalation_passed_on": (tell_escalated,),
    "major_event.updated": (tell_of_major_event,),
    "complaint.received": (tell_complainant,),
    "complaint.informed": (tell_complainant,),
    "complaint.decided": (tell_complainant,),
    "complaint.escalated": (tell_complainant,),
    "complaint.closed": (tell_complainant,),
    "praise.received": (tell_complainant,),
    "praise.answered": (tell_complainant,),
    "council.consent_shown": (tell_customer,),
    "council.asked": (tell_liaison,),
    "council.answered": (tell_office,),
    "council.digest_due": (mail_digest,),
    "council.notes_wait": (tell_of_notes,),
    "message.sent": (count_as_told,),
    "user.changed": (tell_of_new_address,),
    "user.left": (reassign_work_of_leaver,),
}

# From the top of the house to the bottom: what hangs on a customer goes before the customer.
HOLDERS: Sequence[Holder] = (
    records_office,
    notifications,
    complaints,
    council,
    service_requests,
    interactions,
    customers,
    accounts,
    privacy,
)
