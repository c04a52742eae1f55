// @ts-check
// Lines to bring into order: buttons that move a line up or down take the place of the menus.
// Without this script each line keeps its menu of places, and the form is the same.

// null on pages without such a list, where nothing below is called
const list = /** @type {HTMLElement} */ (document.querySelector("[data-order]"));

/** @param {Element} line */
const menu = (line) => /** @type {HTMLSelectElement} */ (line.querySelector("select"));

/** @param {"up" | "down"} direction */
function arrow(direction) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#i-next");
  svg.append(use);
  const button = document.createElement("button");
  button.type = "button";
  button.className = `move move-${direction}`;
  button.append(svg);
  return button;
}

/** Give every line the number of the place where it stands. */
function number() {
  const lines = [...list.children];
  lines.forEach((line, index) => {
    const words = line.querySelector("label")?.textContent;
    menu(line).value = String(index + 1);
    const [up, down] = line.querySelectorAll(".move");
    up.setAttribute("aria-label", `Move up: ${words}`);
    down.setAttribute("aria-label", `Move down: ${words}`);
    up.setAttribute("aria-disabled", String(index === 0));
    down.setAttribute("aria-disabled", String(index === lines.length - 1));
  });
}

/** @param {HTMLElement} button */
function move(button) {
  const line = /** @type {HTMLElement} */ (button.closest("li"));
  if (button.classList.contains("move-up")) line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  number();
  button.focus();
  for (const other of list.children) other.classList.toggle("moved", other === line);
  const place = [...list.children].indexOf(line) + 1;
  const live = document.getElementById("live");
  if (live) live.textContent = `Now place ${place} of ${list.children.length}`;
}

if (list) {
  const chosen = [...list.children].map((line) => Number(menu(line).value));
  if (chosen.every(Boolean)) {
    const sorted = [...list.children].sort((a, b) => Number(menu(a).value) - Number(menu(b).value));
    list.append(...sorted);
  }
  for (const line of list.children) {
    const moves = document.createElement("span");
    moves.className = "moves";
    moves.append(arrow("up"), arrow("down"));
    menu(line).hidden = true;
    line.append(moves);
  }
  number();
  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(".move");
    if (button instanceof HTMLElement && button.getAttribute("aria-disabled") !== "true") move(button);
  });
}
