// @ts-check
// Days in a list marked data-days: the arrow keys move from day to day, Home and End to the first
// and last; space checks in, as it does on any button or box. Without this script Tab does it.

const CONTROL = "button[data-keep], input[type=checkbox]";
/** @type {Record<string, number>} */
const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

document.addEventListener("keydown", (event) => {
  const control = event.target;
  if (!(control instanceof HTMLElement) || !control.matches(CONTROL)) return;
  const list = control.closest("[data-days]");
  if (!list || event.altKey || event.ctrlKey || event.metaKey) return;
  const path = `li > form > ${CONTROL}, li > label > input[type=checkbox]`;
  const days = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(path))];
  const here = days.indexOf(control);
  let next;
  if (event.key in STEPS) next = days[here + STEPS[event.key]];
  else if (event.key === "Home") next = days[0];
  else if (event.key === "End") next = days.at(-1);
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
});
