// Days in a list marked data-days: the arrow keys move from day to day, Home and End to the first
// and last; space checks in, as it does on any button or box. Without this script Tab does it.

const CONTROL = "button[data-keep], input[type=checkbox]";
const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[data-days]");
  if (!list || !event.target.matches(CONTROL) || event.altKey || event.ctrlKey || event.metaKey) return;
  const days = [...list.querySelectorAll(`li > form > ${CONTROL}, li > label > input[type=checkbox]`)];
  const here = days.indexOf(event.target);
  let next;
  if (event.key in STEPS) next = days[here + STEPS[event.key]];
  else if (event.key === "Home") next = days[0];
  else if (event.key === "End") next = days.at(-1);
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
});
