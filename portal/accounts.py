"""Sign-in: closed to sign-up, and a plain answer to staff who may not edit."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or the city's sign-on, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody makes their own account."""
        return False


@login_not_required
def admin_login(request: HttpRequest) -> HttpResponse:
    """Send visitors without access to the editing interface to sign-in, and refuse those signed in.

    The sign-in page sends signed-in people on to where they came from, which would be a loop here.

    Raises:
        PermissionDenied: the visitor is signed in and has no right to edit.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/admin/"), resolve_url("account_login"))
