// @ts-check
// A button beside each password that shows what was typed. Without this script there is none.

/** @type {NodeListOf<HTMLInputElement>} */
const inputs = document.querySelectorAll('input[type="password"]');
for (const input of inputs) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "textlink";
  button.setAttribute("aria-controls", input.id);
  const shows = (/** @type {boolean} */ visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? "Hide password" : "Show password";
  };
  button.addEventListener("click", () => shows(input.type === "password"));
  // what is sent is a password again, so that no browser offers it later as a text once typed
  input.form?.addEventListener("submit", () => shows(false));
  input.spellcheck = false;
  input.autocapitalize = "none";
  shows(false);
  input.after(button);
}
