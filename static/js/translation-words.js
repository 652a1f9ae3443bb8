// The translation editor has its heading, its menu's name and its dates in English only.
(() => {
  const editor = document.querySelector(".js-translation-editor");
  const language = document.documentElement.lang;
  if (!editor || language.startsWith("en")) {
    return;
  }
  const DATE = /\b\d{2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/;
  const HEADING = /^(.+) to (.+) translation$/;

  const inReadersWords = (text) => {
    const heading = text.match(HEADING);
    if (heading) {
      const words = window.gettext("%(source)s to %(target)s translation");
      return words.replace("%(source)s", heading[1]).replace("%(target)s", heading[2]);
    }
    if (text === "More actions") {
      return window.gettext(text);
    }
    return text.replace(DATE, (date) => new Date(date).toLocaleDateString(language, { dateStyle: "long" }));
  };

  const mend = () => {
    const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const words = inReadersWords(texts.currentNode.data);
      if (words !== texts.currentNode.data) {
        texts.currentNode.data = words;
      }
    }
  };

  new MutationObserver(mend).observe(editor, { characterData: true, childList: true, subtree: true });
  mend();
})();
