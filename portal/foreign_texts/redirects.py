"""Texts of redirects and sites."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

REDIRECTS = (
    _("permanent"),
    _(
        "Recommended. Permanent redirects ensure search engines forget the old page (the 'Redirect from') "
        "and index the new page instead."
    ),
    _("redirect"),
    _("redirect from"),
    _("redirect to a page"),
    _("redirect to any URL"),
    _("redirects"),
    _("From site"),
    _("All sites"),
    _("File to import"),
    _("Import redirects"),
    _("Add redirect"),
    _("Search redirects"),
    _(
        "<p>Select a file where redirects are separated into rows and contains the columns representing "
        "<code>from</code> and <code>to</code> (they can be named anything).</p> <p>After submitting you "
        "will be taken to a confirmation view where you can customize your redirects before import.</p>"
    ),
    _("Import"),
    _("site"),
    _("Delete redirect %(title)s"),
    _("Are you sure you want to delete this redirect?"),
    _("The redirect could not be created due to errors."),
    _("The redirect could not be saved due to errors."),
    _("Redirect '%(redirect_title)s' deleted."),
    _("hostname"),
    _("port"),
    _("site name"),
    _("root page"),
    _("is default site"),
    _("sites"),
    _("Default?"),
    _("Add a site"),
    _("Choose a different root page"),
    _("Choose a root page"),
    _("The site could not be saved due to errors."),
    _(
        "Set this to something other than 80 if you need a specific port number to appear in URLs (e.g. "
        "development on port 8000). Does not affect request handling (so port forwarding still works)."
    ),
    _("Human-readable name for the site."),
    _("If true, this site will handle requests for all other hostnames that do not have a site entry of their own"),
    _("Permanent"),
    _("Temporary"),
    _("A redirect with this path already exists."),
    _("From field"),
    _("To field"),
    _("automatically created"),
    _("temporary"),
    _("Confirm import"),
    _("Found %(total)s redirects, created %(successes)s and found %(errors)s errors."),
    _('Sorry, no redirects match "<em>%(query_string)s</em>"'),
    _('No redirects have been created. Why not <a href="%(wagtailredirects_add_redirect_url)s">add one</a>?'),
    _("Redirect '%(redirect_title)s' updated."),
    _("Redirect '%(redirect_title)s' added."),
    _('File format of type "%(extension)s" is not supported.'),
    ngettext_lazy("Imported %(total)d redirect", "Imported %(total)d redirects"),
    _("Add site"),
    _("Site '%(object)s' created."),
    _("Site '%(object)s' updated."),
    _("Site '%(object)s' deleted."),
    _("Delete site"),
    _("Are you sure you want to delete this site?"),
)
