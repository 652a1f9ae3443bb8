// A file dropped on its field, and a word while it is read.
{
  const form = document.getElementById("from-file");
  const status = form?.querySelector("[role=status]");
  const marked = "from-file--over";

  const leave = () => form.classList.remove(marked);
  const over = (event) => {
    if ([...event.dataTransfer.types].includes("Files")) {
      event.preventDefault();
      form.classList.add(marked);
    }
  };

  if (form) {
    form.addEventListener("dragenter", over);
    form.addEventListener("dragover", over);
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) {
        leave();
      }
    });
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      leave();
      form.elements.file.files = event.dataTransfer.files;
      form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      status.textContent = status.dataset.reading;
      status.classList.add("from-file__status--busy");
      form.querySelector("button").disabled = true;
    });
    // The page may come back as it was left.
    window.addEventListener("pageshow", () => {
      status.textContent = "";
      status.classList.remove("from-file__status--busy");
      form.querySelector("button").disabled = false;
    });
  }
}
