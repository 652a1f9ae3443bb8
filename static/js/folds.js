// What is folded on phones stands open where there is room, and on paper.
const roomy = window.matchMedia("(min-width: 992px), print");
const fold = () => {
  for (const part of document.querySelectorAll(".js-folded-on-phones")) {
    part.open = roomy.matches;
  }
};
roomy.addEventListener("change", fold);
fold();
