// Lines to bring into order: buttons that move a line up or down take the place of the menus.
// Without this script each line keeps its menu of places, and the form is the same.

const list = document.querySelector("[data-order]");

function arrow(direction) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#i-next");
  svg.append(use);
  const button = document.createElement("button");
  button.type = "button";
  button.className = `move ${direction}`;
  button.append(svg);
  return button;
}

/** Give every line the number of the place where it stands. */
function number() {
  const lines = [...list.children];
  lines.forEach((line, index) => {
    const words = line.querySelector("label").textContent;
    line.querySelector("select").value = String(index + 1);
    const [up, down] = line.querySelectorAll(".move");
    up.setAttribute("aria-label", `Move up: ${words}`);
    down.setAttribute("aria-label", `Move down: ${words}`);
    up.setAttribute("aria-disabled", String(index === 0));
    down.setAttribute("aria-disabled", String(index === lines.length - 1));
  });
}

function move(button) {
  const line = button.closest("li");
  if (button.classList.contains("up")) line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  number();
  button.focus();
  for (const other of list.children) other.classList.toggle("moved", other === line);
  const place = [...list.children].indexOf(line) + 1;
  const live = document.getElementById("live");
  if (live) live.textContent = `Now place ${place} of ${list.children.length}`;
}

if (list) {
  const chosen = [...list.children].map((line) => Number(line.querySelector("select").value));
  if (chosen.every(Boolean)) {
    const sorted = [...list.children].sort(
      (a, b) => a.querySelector("select").value - b.querySelector("select").value,
    );
    list.append(...sorted);
  }
  for (const line of list.children) {
    const moves = document.createElement("span");
    moves.className = "moves";
    moves.append(arrow("up"), arrow("down"));
    line.querySelector("select").hidden = true;
    line.append(moves);
  }
  number();
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".move");
    if (button && button.getAttribute("aria-disabled") !== "true") move(button);
  });
}
