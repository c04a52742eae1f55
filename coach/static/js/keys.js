// @ts-check
// Keys in lessons and review: 1 to 9 choose an option, Enter checks or goes on, the left and right
// arrows turn the page. Nothing is taken from somebody who types, from keys with a modifier, from
// controls that use the arrows themselves, or from whoever turned the keys off. Without this script
// the pages work by Tab, Space and Enter as any page does.

const STORE = "keys";
// null on pages without such keys, where nothing below is called
const line = /** @type {HTMLElement} */ (document.querySelector("[data-keys]"));
const main = /** @type {HTMLElement} */ (document.querySelector("main"));

/** @param {string} selector */
const part = (selector) => /** @type {HTMLElement} */ (line.querySelector(selector));
let changed = false; // something was chosen or typed on this page and not sent

/** Return whether the keys were turned off in this browser. */
function off() {
  try {
    return localStorage.getItem(STORE) === "off";
  } catch {
    return false; // a browser that keeps nothing
  }
}

/** Say what the keys do, or that they are off, with a button for the other. */
function show() {
  part("[data-keys-on]").hidden = off();
  part("[data-keys-off]").hidden = !off();
  line.hidden = false;
}

function turn() {
  try {
    if (off()) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, "off");
  } catch {
    return;
  }
  show();
  part("span:not([hidden]) > button").focus();
}

/** Choose the option at this place, counted from 1; of several that can fit, mark or unmark it.
 * @param {number} place */
function choose(place) {
  const option = main.querySelectorAll(".choices > .choice")[place - 1];
  const control = /** @type {HTMLElement | undefined} */ (option?.querySelector("input") ?? option);
  if (!control) return false;
  control.focus();
  control.click();
  return true;
}

/** Press the page's link or button for this, if there is one.
 * @param {string} name */
function press(name) {
  const control = /** @type {HTMLElement | null} */ (main.querySelector(`[data-key~="${name}"]`));
  control?.click();
  return Boolean(control);
}

/** Return whether the key belongs to the page, not to a control that has the focus.
 * @param {HTMLElement} target */
const free = (target) => target === document.body || target === main || target.id === "verdict";
/** @param {HTMLElement} target */
const typing = (target) =>
  target.isContentEditable ||
  target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

/** @param {KeyboardEvent} event */
function act(event) {
  const { key } = event;
  const target = /** @type {HTMLElement} */ (event.target);
  if (/^[1-9]$/.test(key)) return !typing(target) && choose(Number(key));
  if (!free(target)) return false;
  if (key === "Enter") return press("on");
  if (changed) return false; // the arrows lose nothing
  if (key === "ArrowRight") return press("next");
  return key === "ArrowLeft" && press("back");
}

if (line && main) {
  show();
  line.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("button")) turn();
  });
  main.addEventListener("input", () => (changed = true));
  document.addEventListener("keydown", (event) => {
    const held = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.defaultPrevented || event.repeat || event.isComposing || held || off()) return;
    if (act(event)) event.preventDefault();
  });
}
