"""Texts of the menu, the account and the reports."""

from django.utils.translation import gettext_noop as _

MENUS = (
    _("Breadcrumb"),
    _("Toggle breadcrumbs"),
    _("Skip to main content"),
    _("Sidebar"),
    _("Reports"),
    _("Help"),
    _("Shortcuts"),
    _("Editor Guide"),
    _("Keyboard shortcuts"),
    _("Show keyboard shortcuts"),
    _("Site history"),
    _("Aging pages"),
    _("Page types usage"),
    _("Profile"),
    _("Notifications"),
    _("Name and Email"),
    _("Profile picture"),
    _("Theme preferences"),
    _("Password"),
    _("Remember me"),
    _("Your account settings have been changed successfully!"),
    _("You have been successfully logged out."),
    _("User"),
    _("Action"),
    _("Date / Time"),
    _("App"),
)
