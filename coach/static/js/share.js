// @ts-check
// Shows the buttons that hand a page's title and address to the device's own share sheet. Where the
// browser has none, the address can be copied or sent by e-mail, as without this script.

/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = document.querySelectorAll("button[data-share]");
for (const button of buttons) {
  const page = { title: button.dataset.share, url: button.dataset.address };
  button.hidden = !navigator.canShare?.(page);
  // somebody who closes the sheet again has done nothing wrong
  button.addEventListener("click", () => navigator.share(page).catch(() => {}));
}
