// @ts-check
// "/" opens search from every page; on the search page it goes into the field. Without this script
// there is the link in the header. All keys of the app are turned off together, here or in a lesson
// (keys.js); WCAG 2.1.4 asks for a way.

const KEY = "/";
const STORE = "keys"; // in this browser: "off", or nothing
const TYPING = `input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea,
  select, [contenteditable]:not([contenteditable=false]), [role=textbox]`;
/** @type {HTMLInputElement | null} */
const field = document.querySelector("input[data-search]");
/** @type {HTMLInputElement | null} */
const choice = document.querySelector("input[data-search-key]");

/** Return whether the key is meant as a shortcut: alone, once, and nobody is typing.
 * @param {KeyboardEvent} event */
function meant(event) {
  const alone = !(event.ctrlKey || event.altKey || event.metaKey);
  const composing = event.isComposing || event.repeat || event.defaultPrevented;
  const [target] = event.composedPath();
  const inField = target instanceof Element && target.closest(TYPING);
  const typing = inField || document.querySelector("dialog:modal");
  return event.key === KEY && alone && !composing && !typing;
}

/** Return what this browser keeps; a browser that keeps nothing has the key.
 * @param {(kept: Storage) => string | null | void} act */
function stored(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

/** Return whether the keys were turned off in this browser. */
function off() {
  return stored((kept) => kept.getItem(STORE)) === "off";
}

document.addEventListener("keydown", (event) => {
  if (!meant(event) || off()) return;
  event.preventDefault();
  if (field) field.select();
  else window.location.assign("/search");
});

if (choice) {
  choice.checked = !off();
  choice.addEventListener("change", () =>
    stored((kept) => (choice.checked ? kept.removeItem(STORE) : kept.setItem(STORE, "off"))),
  );
  const line = choice.closest("[hidden]");
  if (line instanceof HTMLElement) line.hidden = false;
}
