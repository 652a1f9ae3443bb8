"""The browser's rules for what a page may load: strict on the site, wider in the editing interface."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse


class PolicyMiddleware(CSPMiddleware):
    """Sends the site's policy, and the editing interface's own where Wagtail draws the page."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts of the policy for the address asked for."""
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            return PolicyParts(config=settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"])
        return super().get_policy_parts(request, response, report_only)
