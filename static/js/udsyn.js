// Starts the design system and puts its one word of its own into the reader's language.
DKFDS.init();

const moreLabel = document.querySelector(".more-button span");
const menu = document.querySelector("[data-more-label]");
if (moreLabel && menu) {
  moreLabel.textContent = menu.dataset.moreLabel;
}

// A page kept whole by the browser comes back with what was chosen since, which its list does not follow.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const form of document.querySelectorAll("form.filters")) {
      form.reset();
    }
  }
});

// A filter that is not set stays out of the address.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (!value) {
        formData.delete(name);
      }
    }
  });
}

// What is folded on phones stands open where there is room, on paper, and where the address points into it.
{
  const roomy = window.matchMedia("(min-width: 992px), print");
  const fold = () => {
    for (const part of document.querySelectorAll(".js-folded-on-phones")) {
      part.open = roomy.matches || part.contains(document.querySelector(":target"));
    }
  };
  roomy.addEventListener("change", fold);
  fold();
  window.addEventListener("hashchange", () => {
    const wanted = document.querySelector(":target");
    const part = wanted?.closest(".js-folded-on-phones:not([open])");
    if (part) {
      part.open = true;
      wanted.scrollIntoView();
    }
  });
}

for (const button of document.querySelectorAll(".js-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What the form of a report kept in this browser goes once it is saved, and all of it when somebody signs out.
{
  const SAVED = "udsyn_report_saved";
  const forget = (isMeant) => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("udsyn-report-") && isMeant(localStorage.getItem(name))) {
        localStorage.removeItem(name);
      }
    }
  };

  const saved = document.cookie.match(new RegExp(`(?:^|; )${SAVED}=([^;]+)`))?.[1];
  if (saved) {
    forget((kept) => kept.includes(saved));
    document.cookie = `${SAVED}=; path=/; max-age=0`;
  }
  for (const form of document.querySelectorAll("form[action*='/accounts/logout/']")) {
    form.addEventListener("submit", () => forget(() => true));
  }
}
