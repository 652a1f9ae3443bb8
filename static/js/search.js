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
