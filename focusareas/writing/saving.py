"""What happens when the form of a report is sent: saved, compared with what others saved, published or reviewed."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Revision

from focusareas.models import ReportOriginal, ReportPage, ReportSettings
from focusareas.writing import drafts, suggestions
from focusareas.writing.files import attached_ever, forget_files, missing_words, pictures_of, write_files
from focusareas.writing.forms import ReportForm
from focusareas.writing.rights import may_publish
from focusareas.writing.told import told_in_words
from portal.languages import active_language
from portal.models import User

CONFLICT = 409
SAVED = "udsyn_report_saved"
SECONDS = 3600


@dataclass
class Saving:
    """One sending of the form, or its first showing.

    Args:
        request: the request.
        user: who writes.
        report: the page as it is stored, or a new one.
        import_error: what is wrong with the file that the report was to be begun from.
    """

    request: HttpRequest
    user: User
    report: ReportPage
    import_error: str = ""
    draft: ReportPage = field(init=False)
    file_errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the latest text of the report."""
        self.draft = self.report if self.report.pk is None else self.report.get_latest_revision_as_object()

    @property
    def latest(self) -> Revision | None:
        """Return the revision that the draft was read from."""
        revision: Revision | None = self.report.latest_revision
        return revision

    @cached_property
    def original(self) -> ReportOriginal | None:
        """Return the file that the report was begun from, until the report is published."""
        return ReportOriginal.objects.filter(report=self.report.pk).first() if self.report.pk else None

    @property
    def needs_review(self) -> bool:
        """Tell whether the user asks for review instead of publishing."""
        setting = ReportSettings.load(request_or_site=self.request).needs_review
        if self.report.pk is None:
            return bool(setting)
        return not may_publish(self.report, self.user, needs_review=setting)

    @property
    def is_outdated(self) -> bool:
        """Tell whether the report was saved elsewhere since the form was made."""
        sent = self.request.POST.get("version", "")
        if not sent and self.latest is not None:
            # The answer to the first save was lost on its way; nobody has saved it again since.
            is_only = self.report.revisions.count() == 1 and self.latest.user_id == self.user.pk
            return not is_only or self.request.POST.get("key") != str(self.report.translation_key)
        return sent != drafts.version_of(self.latest)

    def show(self) -> HttpResponse:
        """Show the form."""
        return self._page(ReportForm(draft=self.draft))

    def carry_out(self) -> HttpResponse:
        """Do what the button that was pressed says; whatever it is, what was typed is kept."""
        action = self.request.POST.get("action", "save")
        response = self._carry_out(action)
        if action != "autosave" and response.status_code != CONFLICT:
            # Tells the browser, which reads it, that it need not keep this text any longer.
            response.set_cookie(SAVED, str(self.report.translation_key), max_age=SECONDS, samesite="Lax")
        return response

    def _carry_out(self, action: str) -> HttpResponse:
        form = ReportForm(self.request.POST, draft=self.draft, is_complete=action == "publish")
        form.is_valid()
        if self.is_outdated:
            return self._refuse(form, action)
        if action == "theirs" and self.latest is not None:
            form.write()
            drafts.take_theirs(self.draft, self.user, self.latest)
            messages.info(self.request, _("You go on with the newer text. Yours is kept among the earlier versions."))
            return redirect("edit_report", self.report.pk)
        before = attached_ever(self.report) if self.request.POST.getlist("remove_attachment") else set()
        form.write()
        self.file_errors = write_files(self.draft, self.request.POST, self.request.FILES, self.user)
        revision = drafts.store(self.draft, self.user, self._overwritten)
        suggestions.keep(self.draft, form.suggested, self.user)
        if self.original:
            self.original.check_off([*form.changed_data, *self.request.POST.getlist("checked")])
        forget_files(before, self.user)
        return self._answer(form, action, revision)

    @property
    def _overwritten(self) -> Revision | None:
        autosaved = self.request.POST.get("autosaved", "")
        return drafts.overwritable(self.report, self.user, autosaved) if autosaved else None

    def _answer(self, form: ReportForm, action: str, revision: Revision) -> HttpResponse:
        self.report = ReportPage.objects.specific().get(
            translation_key=self.draft.translation_key, pk=revision.object_id
        )
        self.draft = revision.as_object()
        address = reverse("edit_report", args=[self.report.pk])
        if action == "autosave":
            return self._autosaved(address, revision)
        if action == "publish":
            self.file_errors += missing_words(self.draft)
            for name in self.original.unchecked if self.original else ():
                form.add_error(name, _("This comes from the file. Check it, and tick that you have."))
        if form.errors or self.file_errors:
            return self._page(form)
        if action == "preview":
            return redirect("preview_report", self.report.pk)
        if action == "publish":
            return self._publish(revision)
        messages.success(self.request, _("The report is saved."))
        return redirect(address)

    def _publish(self, revision: Revision) -> HttpResponse:
        if self.original:
            self.original.delete()
        if self.needs_review:
            drafts.ask_for_review(self.draft, self.user, revision)
            messages.success(self.request, _("The report is sent to review. It is published once it is approved."))
            return redirect("own_reports")
        drafts.publish(self.draft, self.user, revision)
        messages.success(self.request, _("The report is published."))
        published = ReportPage.in_every_language(self.report.translation_key)
        return redirect(published.get(active_language(), self.report).get_url())

    def _autosaved(self, address: str, revision: Revision) -> HttpResponse:
        answer: dict[str, Any] = {
            "address": address,
            "pk": self.report.pk,
            "version": drafts.version_of(revision),
            "autosaved": str(revision.pk),
            "said": _("Saved at %(time)s") % {"time": time_format(timezone.localtime())},
        }
        if self.request.FILES:
            answer["files"] = render_to_string("focusareas/writing/files.html", self._files(), self.request)
        return JsonResponse(answer)

    def _refuse(self, form: ReportForm, action: str) -> HttpResponse:
        """Say who saved the report in between; nothing is saved over it."""
        latest = self.latest
        is_own = latest is not None and latest.user_id == self.user.pk
        context = {
            "who": str(latest.user if latest and latest.user else _("Somebody")),
            "when": latest.created_at if latest else None,
            "is_own": is_own,
        }
        if action == "autosave":
            said = _("Not saved: %(who)s has changed the report. Choose Save to see both texts.") % context
            if is_own:
                said = _("Not saved: you have changed the report elsewhere. Choose Save to see both texts.")
            return JsonResponse({"said": said}, status=CONFLICT)
        response = self._page(form, conflict=context | {"differences": form.differences})
        response.status_code = CONFLICT
        return response

    def _page(self, form: ReportForm, conflict: dict[str, Any] | None = None) -> HttpResponse:
        state = self.report.current_workflow_state if self.report.pk else None
        context = {
            "form": form,
            "report": self.report,
            "conflict": conflict,
            "version": drafts.version_of(self.latest),
            "key": self.report.translation_key,
            "is_new": self.report.pk is None,
            "needs_review": self.needs_review,
            "remark": state.current_task_state.comment if state and state.current_task_state else "",
            "import_error": self.import_error,
            "original": self.original,
            "left_out": told_in_words(self.original.told) if self.original else [],
            "unchecked": self.original.unchecked if self.original else [],
            **self._files(),
        }
        return render(self.request, "focusareas/writing/report_form.html", context)

    def _files(self) -> dict[str, Any]:
        return {
            "attachments": [row.document for row in self.draft.attachments.all()],
            "pictures": pictures_of(self.draft),
            "file_errors": self.file_errors,
        }
