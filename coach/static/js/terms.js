// A term's definition beside the word. Without this script, or in a browser without popovers,
// the word is a link to the definition at the foot of the page.

const GAP = 8;

/** Put the card below the word, or above it where there is no room below. */
function place(card, word) {
  const at = word.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - GAP);
  const below = at.bottom + GAP + card.offsetHeight <= window.innerHeight;
  card.style.left = `${Math.max(GAP, left)}px`;
  card.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - card.offsetHeight)}px`;
}

const words = [...document.querySelectorAll('a.term[href^="#term-"]')];
if (words.length && "popover" in HTMLElement.prototype) {
  const foot = document.querySelector(".terms-here");
  for (const card of foot.querySelectorAll(".term-card")) {
    const clone = document.createElement("div");
    clone.id = card.id;
    clone.className = "term-card";
    clone.popover = "auto";
    clone.innerHTML = card.querySelector("dd").innerHTML;
    foot.before(clone);
  }
  foot.remove();
  for (const word of words) {
    const card = document.getElementById(word.hash.slice(1));
    word.setAttribute("aria-expanded", "false");
    word.addEventListener("click", (event) => {
      event.preventDefault();
      card.showPopover({ source: word });
      place(card, word);
    });
    card.addEventListener("toggle", (event) =>
      word.setAttribute("aria-expanded", String(event.newState === "open")),
    );
  }
}
