// @ts-check
// A term's definition below the line it stands in, placed by the stylesheet. Without this script,
// or in a browser without popovers, the word is a link to the definition at the foot of the page.

/** @type {NodeListOf<HTMLAnchorElement>} */
const words = document.querySelectorAll('a.term[href^="#term-"]');
const foot = document.querySelector(".terms-here");
if (words.length && foot && "popover" in HTMLElement.prototype) {
  const cards = new Map([...foot.querySelectorAll(".term-card")].map((card) => [card.id, card]));
  foot.remove();
  for (const word of words) {
    const id = word.hash.slice(1);
    const note = document.createElement("span");
    if (!document.getElementById(id)) note.id = id;
    note.className = "term-card";
    note.popover = "auto"; // Escape, or a press elsewhere, closes it
    note.innerHTML = cards.get(id)?.querySelector("dd")?.innerHTML ?? "";
    word.after(note); // it is read where it is explained
    word.setAttribute("role", "button");
    word.setAttribute("aria-expanded", "false");
    word.addEventListener("click", (event) => {
      event.preventDefault();
      note.togglePopover({ source: word });
    });
    word.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      word.click();
    });
    note.addEventListener("toggle", (event) => {
      word.setAttribute("aria-expanded", String(event.newState === "open"));
    });
  }
}
