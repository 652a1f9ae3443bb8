// The form of a report (whose buttons, being called "action", hide its own property of that name): saved some seconds after a change, and kept in this browser as long as it is not.
{
  const PAUSE = 3000;
  const LONGEST = 20000;
  const RETRY = 15000;
  // As many are added for text that was kept.
  const MOST_ROWS = 30;

  const form = document.getElementById("report-form");
  const status = document.getElementById("report-status");
  const offer = document.getElementById("kept-text");
  const files = document.getElementById("report-files");
  const hidden = (name) => form.elements.namedItem(name);
  const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]+)`))?.[1];

  let timer = 0;
  let changedAt = 0;
  let isSaving = false;
  let isLeaving = false;
  let offered = null;

  const say = (text) => {
    if (status.textContent !== text) {
      status.textContent = text;
    }
  };

  const NOT_TYPED = ["csrfmiddlewaretoken", "key", "version", "autosaved", "action", "checked"];
  const typed = () =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && value !== "" && !NOT_TYPED.includes(name),
    );

  // What the browser keeps.
  const keep = () => {
    if (!offered) {
      const kept = { at: Date.now(), key: hidden("key").value, typed: typed() };
      try {
        localStorage.setItem(form.dataset.keptAs, JSON.stringify(kept));
      } catch {
        // A browser that keeps nothing still saves.
      }
    }
  };

  const drop = () => {
    if (!offered) {
      localStorage.removeItem(form.dataset.keptAs);
    }
  };

  const bringBack = (kept) => {
    const values = new Map();
    for (const [name, value] of kept.typed) {
      values.set(name, [...(values.get(name) ?? []), value]);
    }
    const add = form.querySelector("[data-rows-add]");
    for (let missing = 0; missing < MOST_ROWS && kept.typed.some(([name]) => !hidden(name)); missing += 1) {
      add.click();
    }
    for (const control of form.elements) {
      if (!control.name || NOT_TYPED.includes(control.name) || control.type === "file") {
        continue;
      }
      const own = values.get(control.name) ?? [];
      if (control.type === "checkbox") {
        control.checked = own.includes(control.value);
      } else {
        control.value = own[0] ?? "";
      }
    }
    if (!hidden("version").value) {
      hidden("key").value = kept.key;
    }
  };

  const decide = (isTaken) => {
    const kept = offered;
    offered = null;
    offer.hidden = true;
    drop();
    if (isTaken) {
      bringBack(kept);
      change();
    }
    hidden("title").focus();
  };

  const offerKept = () => {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(form.dataset.keptAs));
    } catch {
      // Nothing that can be read is kept.
    }
    if (!kept?.typed) {
      return;
    }
    if (JSON.stringify(kept.typed) === JSON.stringify(typed())) {
      drop();
      return;
    }
    offered = kept;
    offer.querySelector("[data-kept-at]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
    offer.hidden = false;
  };

  // Saving.
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const change = () => {
    changedAt ||= Date.now();
    keep();
    if (!("waitsForChoice" in form.dataset)) {
      later(Math.max(0, Math.min(PAUSE, changedAt + LONGEST - Date.now())));
    }
  };

  const showFiles = (html) => {
    const words = [...files.querySelectorAll("[type=text]")].map((input) => [input.id, input.value]);
    const focused = files.contains(document.activeElement) ? document.activeElement.id : "";
    files.innerHTML = html;
    for (const [id, value] of words) {
      const input = document.getElementById(id);
      if (input) {
        input.value = value;
      }
    }
    document.getElementById(focused)?.focus();
  };

  const take = (answer) => {
    hidden("version").value = answer.version;
    hidden("autosaved").value = answer.autosaved;
    if (form.getAttribute("action") !== answer.address) {
      drop();
      form.setAttribute("action", answer.address);
      form.dataset.keptAs = form.dataset.keptAs.replace(/new$/, answer.pk);
      history.replaceState(null, "", answer.address);
    }
    if (answer.files) {
      showFiles(answer.files);
    }
    say(answer.said);
    if (!changedAt) {
      drop();
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (isSaving || !changedAt) {
      return;
    }
    const began = changedAt;
    isSaving = true;
    changedAt = 0;
    const body = new FormData(form);
    body.set("action", "autosave");
    body.set("csrfmiddlewaretoken", cookie("csrftoken") ?? hidden("csrfmiddlewaretoken").value);
    const hasFiles = [...body.values()].some((value) => value instanceof File && value.size);
    let trouble = form.dataset.offline;
    try {
      const keepalive = document.visibilityState === "hidden" && !hasFiles;
      const response = await fetch(form.getAttribute("action"), { method: "POST", body, keepalive });
      trouble = response.redirected || response.status === 403 ? form.dataset.signedOut : form.dataset.failed;
      const answer = response.redirected ? {} : await response.json();
      if (response.status === 409) {
        // Somebody else's text is newer; which one to go on with is for the author to say.
        form.dataset.waitsForChoice = "";
        trouble = answer.said;
      } else if (response.ok && answer.version) {
        trouble = "";
        take(answer);
      }
    } catch {
      // What went wrong is said below.
    }
    isSaving = false;
    if (trouble) {
      changedAt ||= began;
      keep();
      say(trouble);
    }
    if (changedAt && !("waitsForChoice" in form.dataset)) {
      later(trouble ? RETRY : PAUSE);
    }
  };

  form.addEventListener("input", (event) => {
    // Looking for a choice changes nothing.
    if (event.target.name) {
      // What came from a file and is corrected has been checked.
      const check = event.target.closest(".writing__unchecked")?.querySelector("[name=checked]");
      if (check && event.target.name !== "checked") {
        check.checked = true;
      }
      change();
    }
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    keep();
    hidden("csrfmiddlewaretoken").value = cookie("csrftoken") ?? hidden("csrfmiddlewaretoken").value;
    // A new report is given its own address first, so that Back leads from the preview to it and not to an empty form.
    if (event.submitter?.value === "preview" && form.dataset.keptAs.endsWith("new") && !isSaving && !isLeaving) {
      event.preventDefault();
      isLeaving = true;
      changedAt ||= Date.now();
      save().then(() => form.requestSubmit(event.submitter));
    }
  });
  offer.addEventListener("click", (event) => {
    if (event.target.dataset.kept) {
      decide(event.target.dataset.kept === "take");
    }
  });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !("waitsForChoice" in form.dataset)) {
      save();
    }
  });

  // Beside the form there is room for the file it was filled from; above it, on a phone, there is not.
  const original = document.querySelector(".original details");
  if (original && getComputedStyle(original.closest(".writing-beside")).display !== "grid") {
    original.open = false;
  }

  if ("waitsForChoice" in form.dataset) {
    keep();
  } else {
    offerKept();
  }
  document.getElementById("report-errors")?.scrollIntoView();
}
