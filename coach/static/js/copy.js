// @ts-check
// Shows the buttons that copy the text of a field; without this script it is selected by hand.

/** Copy without the clipboard API, which browsers keep for https and the own machine.
 * @param {HTMLInputElement} field */
function copySelected(field) {
  field.select();
  return document.execCommand("copy");
}

/** @param {HTMLButtonElement} button @param {HTMLInputElement} field */
async function copy(button, field) {
  const done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
  const copied = done || copySelected(field);
  button.textContent = copied ? "Copied" : "Please copy the selected text yourself";
}

/** Show the buttons of the page, or of the part that has just come. */
function start() {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll("button[data-copy][hidden]");
  for (const button of buttons) {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copy ?? ""));
    button.hidden = false;
    button.addEventListener("click", () => copy(button, field));
  }
}

start();
document.addEventListener("swapped", start);
