// Buttons that copy what a field holds, and say so beside it.
for (const button of document.querySelectorAll(".js-copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Browsers keep their clipboard from pages without TLS.
      document.execCommand("copy");
    }
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}
