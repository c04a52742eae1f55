// @ts-check
// Offers to install the app, once, where the browser can: either it tells this page so (Chromium),
// or it has a home screen and this page is not opened from it (iOS). “Not now” is kept on this
// device for good.
// Without this script nothing is offered.

const KEY = "install-hint"; // in localStorage, "closed" once it was answered
const hint = /** @type {HTMLElement} */ (document.getElementById("install-hint"));
/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (hint.querySelector(`[data-part-of=${name}]`));

/** @typedef {Event & { prompt: () => Promise<{ outcome: string }> }} InstallEvent */
/** @type {InstallEvent | null} */
let offered = null;

function close() {
  hint.hidden = true;
  localStorage.setItem(KEY, "closed");
}

/** @param {string} way the part that says how */
function show(way) {
  if (localStorage.getItem(KEY) === "closed") return;
  part(way).hidden = false;
  hint.hidden = false;
}

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = /** @type {InstallEvent} */ (event);
  show("install");
});
part("install").addEventListener("click", () => offered?.prompt().then(close));
part("close").addEventListener("click", close);
window.addEventListener("appinstalled", close);
if ("standalone" in navigator && navigator.standalone === false) show("by-hand");
