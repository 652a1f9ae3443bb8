"""Texts of wagtail-localize, where pages are translated."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

TRANSLATING = (
    _("Translate"),
    _("Translate this page"),
    _("Translate page"),
    _("Translate '%(title)s'"),
    _("Translate {model_name}"),
    _("Translations"),
    _("Translation of %(instance)s into %(locale)s"),
    _("Editing %(object_type)s %(title)s"),
    _("Submit"),
    _("Locales"),
    _("All child pages will be created."),
    _("Up to date"),
    _("Waiting for translations"),
    _("Source title"),
    _("Content type"),
    _("No translations found."),
    _("Translated manually on {date}"),
    _("The page '{page_title}' was successfully submitted for translation into {locales}"),
    _("Published '{object}' in {locale}."),
    _("Published '{object}' in {locale} with missing translations - see below."),
    _("Sync translated pages"),
    _("Sync translations of '%(title)s'"),
    _("Update existing translations"),
    _("Successfully updated translations for '{object}'"),
    _("Publish immediately"),
    _("Why would I sync my page?"),
    _(
        "Changes are not automatically applied between translated pages. Syncing will add new content for "
        "translation and remove deleted content."
    ),
    _("Start Synced translation"),
    _("Translation has been stopped."),
    _("Translation has been restarted."),
    _("Convert to alias"),
    _("Convert to alias page"),
    _("There isn't anything left to translate."),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
    _(
        'Alternatively you can <a href="%(unpublish_url)s">unpublish the page</a>. This removes the page from'
        " public view and you can edit or publish it again later."
    ),
    _("Anyone can edit this %(model_name)s"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Change privacy"),
    _("To be created by %(user)s"),
    _("Copy for translation"),
    _("Copied for translation from %(title)s (%(locale)s)"),
    _("Created an alias of %(title)s"),
    _("Is commenting action"),
    _("By task"),
    _("No pages/snippets have been submitted for moderation yet"),
    _("Delete selected pages"),
    _("Publish selected pages"),
    _("Unpublish selected pages"),
    _("Move selected pages"),
    _("Delete selected snippets"),
    _("Select all snippets in listing"),
    _("Select all pages in listing"),
    _('You haven\'t uploaded any documents. Why not <a href="%(wagtaildocs_add_document_url)s">upload one now</a>?'),
    _('You haven\'t uploaded any images. Why not <a href="%(wagtailimages_add_image_url)s">upload one now</a>?'),
    _("Add an image"),
    _("Add documents"),
    _("Add multiple documents"),
    _("Add to collection"),
    _("Sort by"),
    _("Drag and drop documents into this area to upload immediately."),
    _("Or choose from your computer"),
    _('Multi-word tags with spaces will automatically be enclosed in double quotes (").'),
    _("Use server time zone"),
    _("Receive notification when a page is submitted for moderation"),
    _("Receive notification when your page edit is approved"),
    _("Receive notification when your page edit is rejected"),
    _("System default"),
    _("More contrast"),
    ngettext_lazy("Include subtree ({} page)", "Include subtree ({} pages)"),
    _(
        'This page hasn\'t been translated yet. It is mirroring the <a href="%(edit_original_page_url)s" '
        'target="_blank">%(original_locale)s page</a>.'
    ),
    _("Target"),
    _("Delete locale"),
    _(
        "Choose a locale to synchronise content from. Any existing and future content authored in the "
        "selected locale will be automatically copied to this one."
    ),
    _("Synchronise content from another locale"),
    _("Add a locale"),
    _("Sync translated %(model_name)s"),
    _("The {model_name} '{object}' was successfully submitted for translation into {locales}"),
    _("Translated with {tool_name} on {date}"),
    _("Machine translated on {date}"),
    _("Convert to alias %(title)s"),
    _(
        "Are you sure you want to convert this page into an alias? This will overwrite the content of the "
        "page with the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    _("No, leave it as a page"),
    _("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    _("Page '{}' has been converted into an alias."),
    _(
        "New validation errors were found when publishing '{object}' in {locale}. Please fix them or "
        "click publish again to ignore these translations for now."
    ),
    _(
        "The data model for '{model_name}' has been changed since the last translation sync. If any new "
        "fields have been added recently, these may not be visible until the next translation sync."
    ),
    _("<{}> tag is not allowed. Strings can only contain standard HTML inline tags (such as <b>, <a>)"),
    _("Strings cannot have any HTML tags with attributes (except for 'id' in <a> tags)"),
    _("Please upload a valid PO file."),
    _("Cannot import PO file that was created for a different translation."),
    _("Successfully imported translations from PO File."),
    _("{} locales"),
    _("Apply the updates and publish immediately. The changes will use the original language until translated."),
    _("Sync translated snippets"),
    _("Convert page to alias"),
    _("Converted page '%(title)s' to an alias of the translation source page '%(source_title)s'"),
    _("Converted page to an alias of the translation source page"),
)
