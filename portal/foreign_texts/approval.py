"""Texts of approval."""

from django.utils.translation import gettext_noop as _

APPROVAL = (
    _("Your pages and snippets in a workflow"),
    _("Awaiting your review"),
    _("Awaiting my review"),
    _("Your locked pages"),
    _("Task"),
    _("Task started"),
    _("Workflow"),
    _("Workflows"),
    _("Workflow history"),
    _("Submit to %(workflow_name)s"),
    _("Resubmit to %(task_name)s"),
    _("Restart workflow "),
    _("Request changes"),
    _("Approve with comment"),
    _("Approved"),
    _("Needs changes"),
    _("In progress"),
    _("Cancelled"),
    _("Requested by"),
    _("Locked by you"),
    _("Locked by another user"),
    _("Locked pages"),
    _("Locked by workflow"),
)
