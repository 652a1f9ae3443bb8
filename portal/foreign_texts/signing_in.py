"""Texts of django-allauth, with one word for password and one for e-mail."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

SIGNING_IN = (
    pgettext_lazy("field label", "Login"),
    _("Username or email"),
    _("Password Reset"),
    _("Forgot your password?"),
    _("Forgot Password?"),
    _("Password successfully changed."),
    _("Email address"),
    _("Email Address"),
    _("Current email"),
    _("Changing to"),
    _("Change to"),
    _("Change Email"),
    _("Your email address is still pending verification."),
    _("Re-send Verification"),
    _("An authenticator app is not active."),
    _("Authentication using an authenticator app is active."),
    _("Authenticator App"),
    _("Two-Factor Authentication"),
    _("Please reauthenticate to safeguard your account."),
    _("Enter your password:"),
    _("Are you sure you want to sign out?"),
    _("The username and/or password you specified are not correct."),
    _("The email address and/or password you specified are not correct."),
)
