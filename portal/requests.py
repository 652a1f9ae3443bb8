"""What views that take something in ask of a request."""

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from portal.models import User

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def reader_of(request: HttpRequest) -> User:
    """Return who is signed in; the views that ask are open to nobody else."""
    assert isinstance(request.user, User)  # noqa: S101  # for the type; the middleware has seen to it
    return request.user


def take_turns(user: User) -> None:
    """Let what a user sends wait, until the transaction ends, for what they sent before."""
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk))
