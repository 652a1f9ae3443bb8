// The header's search box: a combobox whose list offers pages, people and networks while you type.
{
  const DELAY = 150;
  const SHORTEST = 2;

  const start = (form) => {
    const input = form.querySelector("input");
    const list = form.querySelector("[role=listbox]");
    let timer = 0;
    let request = null;
    let chosen = null;

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    const choose = (option) => {
      chosen?.setAttribute("aria-selected", "false");
      chosen = option ?? null;
      if (chosen) {
        chosen.setAttribute("aria-selected", "true");
        chosen.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", chosen.id);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };

    const show = (isOpen) => {
      list.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) {
        choose(null);
      }
    };

    const stopAsking = () => {
      clearTimeout(timer);
      request?.abort();
    };

    const close = () => {
      stopAsking();
      show(false);
    };

    const ask = async () => {
      request?.abort();
      request = new AbortController();
      const { signal } = request;
      const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
      try {
        const response = await fetch(address, { signal });
        const html = response.ok ? await response.text() : "";
        if (signal.aborted) {
          return;
        }
        choose(null);
        list.innerHTML = html;
        show(list.childElementCount > 0);
      } catch (error) {
        if (error.name !== "AbortError") {
          show(false);
        }
      }
    };

    const move = (step) => {
      const options = [...list.children];
      const place = options.indexOf(chosen) + step;
      // One place in the round is the input itself, with nothing chosen.
      choose(place === -2 ? options.at(-1) : options[place]);
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim().length < SHORTEST) {
        close();
      } else {
        timer = setTimeout(ask, DELAY);
      }
    });

    input.addEventListener("keydown", (event) => {
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.childElementCount && input.value.trim().length >= SHORTEST) {
          event.preventDefault();
          // What is chosen from stays as it is, whatever is still on its way.
          stopAsking();
          show(true);
          move(event.key === "ArrowDown" ? 1 : -1);
        }
      } else if (event.key === "Enter" && isOpen && chosen) {
        event.preventDefault();
        location.assign(chosen.dataset.url);
      } else if (event.key === "Escape" && isOpen) {
        // The browser would empty the field; the first Escape only puts the list away.
        event.preventDefault();
        close();
      }
    });

    // Before the input loses the focus, which would put the list away.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        location.assign(option.dataset.url);
      }
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  };

  for (const form of document.querySelectorAll("form[data-suggestions]")) {
    start(form);
  }
}
