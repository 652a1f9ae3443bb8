// Long lists of boxes in the editing forms: typing a part of a choice leaves those that have it, and those ticked.
document.addEventListener("DOMContentLoaded", () => {
  for (const choices of document.querySelectorAll("[data-choices]")) {
    const search = choices.querySelector("[type=search]");
    const status = choices.querySelector("[role=status]");
    const labels = [...choices.querySelectorAll(".choices__choice")];

    const narrow = () => {
      const wanted = search.value.trim().toLowerCase();
      let found = 0;
      for (const label of labels) {
        const fits = label.textContent.toLowerCase().includes(wanted);
        label.hidden = !fits && !label.control.checked;
        found += fits ? 1 : 0;
      }
      status.textContent = found ? "" : status.dataset.none;
    };

    // A short list is seen at once.
    search.parentElement.hidden = labels.length < 10;
    search.addEventListener("input", narrow);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
      }
    });
  }
});
