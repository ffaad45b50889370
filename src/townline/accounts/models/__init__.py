from townline.accounts.models.absence import Absence
from townline.accounts.models.api_key import ApiKey
from townline.accounts.models.api_key_use import ApiKeyUse
from townline.accounts.models.department import Department
from townline.accounts.models.membership import Membership
from townline.accounts.models.role import Role
from townline.accounts.models.team import Team
from townline.accounts.models.user import User

__all__ = ["Absence", "ApiKey", "ApiKeyUse", "Department", "Membership", "Role", "Team", "User"]
