// The search page: what stands outside the part that htmx puts in follows the address, and going back keeps the focus.
{
  let focused = "";

  const follow = () => {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      link.search = location.search;
    }
  };

  document.addEventListener("htmx:after:history:push", follow);
  document.addEventListener("htmx:after:history:replace", follow);
  document.addEventListener("htmx:before:history:restore", () => {
    focused = document.activeElement?.id ?? "";
  });
  document.addEventListener("htmx:after:swap", () => {
    follow();
    if (focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
      focused = "";
    }
  });
}

// What is searched for and opened is counted, without who did: told once the reader has paused, or opens a hit.
{
  const PAUSE = 2000;
  const told = new Set();
  let timer = 0;
  let isGoingBack = false;

  const text = () => document.getElementById("search-q")?.value.trim().toLowerCase() ?? "";

  const tell = (address) => {
    const hits = document.querySelector("[data-count]");
    if (hits?.dataset.count) {
      const body = new FormData();
      body.set("token", hits.dataset.count);
      body.set("address", address);
      navigator.sendBeacon(hits.dataset.countAddress, body);
    }
  };

  const settle = () => {
    clearTimeout(timer);
    timer = 0;
    if (!told.has(text())) {
      told.add(text());
      tell("");
    }
  };

  const open = (event) => {
    const link = event.target.closest?.("[data-count] .search-hit a");
    if (link && event.button < 2) {
      if (timer) {
        settle();
      }
      tell(link.getAttribute("href"));
    }
  };

  // The server has counted a whole page.
  told.add(text());
  document.addEventListener("click", open);
  document.addEventListener("auxclick", open);
  document.addEventListener("htmx:before:history:restore", () => {
    isGoingBack = true;
  });
  document.addEventListener("htmx:after:swap", () => {
    clearTimeout(timer);
    timer = isGoingBack ? 0 : setTimeout(settle, PAUSE);
    isGoingBack = false;
  });
}
