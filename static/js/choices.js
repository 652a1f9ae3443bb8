// Long lists of boxes in the editing forms: typing a part of a choice leaves those that have it, and those ticked.
// Enter in the field ticks the first that has it. The arrow keys go from the field to the boxes and from box to box,
// Escape goes back to the field and empties it.
document.addEventListener("DOMContentLoaded", () => {
  for (const choices of document.querySelectorAll("[data-choices]")) {
    const search = choices.querySelector("[type=search]");
    const status = choices.querySelector("[role=status]");
    const list = choices.querySelector("[role=group]");
    const labels = [...choices.querySelectorAll(".choices__choice")];

    // Wagtail names the field in a heading, of its own in a panel with others, which a list cannot be tied to beforehand;
    // the site's forms in a legend.
    const name =
      choices.closest(".w-panel__wrapper")?.querySelector(".w-field__label") ??
      choices.closest(".w-panel")?.querySelector("[data-panel-heading]") ??
      choices.closest("fieldset")?.querySelector("legend");
    if (name) {
      name.id ||= `${list.id}-label`;
      list.setAttribute("aria-labelledby", name.id);
      search.setAttribute("aria-labelledby", `${name.id} ${search.labels[0].id}`);
    }

    const narrow = () => {
      const wanted = search.value.trim().toLowerCase();
      let found = 0;
      for (const label of labels) {
        const fits = label.textContent.toLowerCase().includes(wanted);
        label.hidden = !fits && !label.control.checked;
        found += fits ? 1 : 0;
      }
      const said = found ? `${status.dataset.found} ${found}` : status.dataset.none;
      status.textContent = wanted ? said : "";
    };

    const move = (step) => {
      const stops = [search, ...labels.filter((label) => !label.hidden).map((label) => label.control)];
      stops[stops.indexOf(document.activeElement) + step]?.focus();
    };

    const tickFirst = () => {
      const first = labels.find((label) => !label.hidden && !label.control.checked);
      if (first) {
        first.control.click();
        search.value = "";
        narrow();
        status.textContent = first.textContent.trim();
        first.scrollIntoView({ block: "nearest" });
      }
    };

    // A short list is seen at once.
    search.parentElement.hidden = labels.length < 10;
    search.addEventListener("input", narrow);
    choices.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape" && !search.parentElement.hidden) {
        search.value = "";
        narrow();
        search.focus();
      } else if (event.key === "Enter" && event.target === search) {
        if (search.value.trim()) {
          tickFirst();
        }
      } else {
        return;
      }
      event.preventDefault();
    });
  }
});
