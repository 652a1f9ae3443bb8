"""Texts of django-allauth, with one word for password and one for e-mail."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

SIGNING_IN = (
    pgettext_lazy("field label", "Login"),
    _("Username or email"),
    _("Change Password"),
    _("Password Reset"),
    _("Reset My Password"),
    _("Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it."),
    _("Please contact us if you have any trouble resetting your password."),
    _("Forgot your password?"),
    _("Forgot Password?"),
    _("Password successfully changed."),
    _("Email address"),
    _("Two-Factor Authentication"),
    _("Please reauthenticate to safeguard your account."),
    _("Enter your password:"),
    _("Are you sure you want to sign out?"),
    _("The username and/or password you specified are not correct."),
    _("The email address and/or password you specified are not correct."),
)
