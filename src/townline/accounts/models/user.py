from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from townline.accounts.models.department import Department
from townline.accounts.models.role import Role
from townline.core.actor import Actor, ActorKind
from townline.privacy.declarations import Declaration
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

WORK = Declaration(Purpose.STAFFING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
SIGN_IN = Declaration(Purpose.SIGN_IN, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff or of a council office. Residents have no user: they have a private link."""

    email = SIGN_IN.on(models.EmailField(unique=True))
    name = WORK.on(models.CharField(max_length=120))
    role = WORK.on(models.CharField(max_length=20, choices=Role, default=Role.WORKER))
    language = WORK.on(models.CharField(max_length=2, default="en"))
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    works_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # a councillor
    role_until = WORK.on(models.DateField(null=True, blank=True))  # the last day of a term of office
    is_active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    preferences = WORK.on(models.JSONField(default=dict, blank=True))

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case"),
            models.CheckConstraint(
                condition=models.Q(role=Role.COUNCIL_ASSISTANT, works_for__isnull=False)
                | ~models.Q(role=Role.COUNCIL_ASSISTANT) & models.Q(works_for__isnull=True),
                name="user_assistant_works_for_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def office_id(self) -> int | None:
        """The councillor in whose office this person is, if any; of a councillor their own number."""
        return self.pk if self.role == Role.COUNCILLOR else self.works_for_id

    def role_has_ended(self, *, on: date) -> bool:
        return self.role_until is not None and self.role_until < on

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.STAFF, self.pk, self.name)
