// Starts the design system and puts its one word of its own into the reader's language.
DKFDS.init();

const moreLabel = document.querySelector(".more-button span");
const menu = document.querySelector("[data-more-label]");
if (moreLabel && menu) {
  moreLabel.textContent = menu.dataset.moreLabel;
}

for (const button of document.querySelectorAll(".js-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
