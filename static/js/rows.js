// Rows of a form that can be added and taken away: one without a text is left out by the server, so a row that is taken away is emptied and hidden.
document.addEventListener("DOMContentLoaded", () => {
  for (const rows of document.querySelectorAll("[data-rows]")) {
    const template = rows.querySelector("template");
    const add = rows.querySelector("[data-rows-add]");
    const all = () => [...rows.querySelectorAll("[data-row]")];

    const offerRemoving = (row) => {
      row.querySelector("[data-rows-remove]").hidden = false;
    };

    all().forEach(offerRemoving);
    add.hidden = false;
    add.addEventListener("click", () => {
      const number = all().length;
      const added = document.createElement("template");
      added.innerHTML = template.innerHTML.replaceAll("__number__", number).replaceAll("__place__", number + 1);
      const row = added.content.querySelector("[data-row]");
      row.querySelector("[type=hidden]").value = crypto.randomUUID?.() ?? "";
      offerRemoving(row);
      template.before(row);
      row.querySelector("textarea").focus();
    });
    rows.addEventListener("click", (event) => {
      const row = event.target.closest("[data-rows-remove]")?.closest("[data-row]");
      if (row) {
        const text = row.querySelector("textarea");
        text.value = "";
        row.hidden = true;
        text.dispatchEvent(new Event("input", { bubbles: true }));
        add.focus();
      }
    });
  }
});
