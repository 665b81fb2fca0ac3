"""What nobody chooses for the team in which they work themselves."""

from django.core.exceptions import ValidationError

from agencies.models import Team, User


def require_another_to_choose(field: str, team: Team, by: User) -> None:
    """What comes to a team is not for its own people to decide. Raises ValidationError."""
    if Team.objects.own_to(by).filter(pk=team.pk).exists():
        raise ValidationError(
            {field: f"You work in {team}. Another administrator must choose it."}
        )
