// @ts-check
// A form marked with data-part is sent in the background; the answer takes the place of the
// nearest data-part-root. Without this script the same form posts and the page comes again.

const live = () => document.getElementById("live");

/** @param {string} text */
function says(text) {
  const region = live();
  if (region) region.textContent = text;
}

/** Put the part in place and give the focus back to where it was.
 * @param {Element} root @param {string} html */
function swap(root, html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const fresh = /** @type {HTMLElement} */ (template.content.firstElementChild);
  const { activeElement } = document;
  const focused = activeElement instanceof HTMLElement && activeElement.dataset.keep;
  root.replaceWith(fresh);
  const again = focused && fresh.querySelector(`[data-keep="${focused}"]`);
  if (again instanceof HTMLElement) again.focus();
  tally();
  says(fresh.dataset.says ?? "");
  document.dispatchEvent(new Event("swapped"));
  follow().catch(() => {}); // without it these parts are as old as the page, which is no harm
}

let swaps = 0;

/** Read the parts again that follow what was swapped, such as the sentence on the week. */
async function follow() {
  const parts = document.querySelectorAll("[data-fresh]");
  const swapped = ++swaps;
  if (!parts.length) return;
  const here = location.pathname + location.search;
  const answer = await fetch(here, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (swapped !== swaps) return; // a later press reads them again
  for (const part of parts) {
    if (part.contains(document.activeElement)) continue;
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
    else part.remove();
  }
}

/** Today's "1 of 3 done" follows the rows it counts. */
function tally() {
  const told = document.querySelector("[data-tally]");
  const asked = document.querySelectorAll("[data-asked]").length;
  const done = document.querySelectorAll(".is-done[data-asked]").length;
  if (told) told.textContent = `${done} of ${asked} done`;
}

const PATIENCE = 15000; // milliseconds until a server that says nothing counts as away

/** Say beside the form that nothing was saved, with a way to try again.
 * @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function notSaved(form, submitter) {
  const line = document.createElement("p");
  line.className = "err not-saved";
  line.setAttribute("role", "alert");
  const again = document.createElement("button");
  again.type = "button";
  again.className = "textlink";
  again.textContent = "Try again";
  again.addEventListener("click", () => attempt(form, submitter));
  line.append("Not saved: no connection. ", again);
  form.after(line);
}

/** Send the form; where that fails, say so. A second press meanwhile does nothing.
 * @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function attempt(form, submitter) {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  send(form, submitter).catch(() => {
    delete form.dataset.busy;
    if (form.nextElementSibling?.matches(".not-saved")) form.nextElementSibling.remove();
    notSaved(form, submitter);
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function send(form, submitter) {
  const body = new FormData(form, submitter);
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "X-Part": "1" },
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const part = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (!part || answer.redirected || (!answer.ok && ![409, 422].includes(answer.status))) {
    form.removeAttribute("data-part"); // let the page itself show what is wrong
    form.requestSubmit(submitter);
    return;
  }
  swap(/** @type {Element} */ (form.closest("[data-part-root]")), await answer.text());
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-part]")) return;
  event.preventDefault();
  attempt(form, event.submitter);
});

/** Take back what an error says, here and in the summary above, once one of the choices is made.
 * @param {HTMLFieldSetElement} fieldset */
function mended(fieldset) {
  const error = fieldset.querySelector(":scope > .err");
  if (!error) return;
  error.remove();
  fieldset.classList.remove("bad");
  for (const each of [fieldset, ...fieldset.querySelectorAll("[aria-invalid]")]) {
    each.removeAttribute("aria-invalid");
    if (each.getAttribute("aria-describedby") === error.id) each.removeAttribute("aria-describedby");
  }
  const problem = document.getElementById("problem");
  problem?.querySelector(`a[href="#${CSS.escape(fieldset.id)}"]`)?.closest("li")?.remove();
  const heading = problem?.querySelector("h2");
  if (heading && problem?.querySelector("li")) heading.textContent = "Still to fix";
  else problem?.remove();
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof Element)) return;
  const fieldset = target.matches("[type=radio], [type=checkbox]") && target.closest("fieldset");
  if (fieldset && target.closest(".choices")) mended(fieldset);
});

// The summary of what to fix takes the focus, so that it is read first.
document.getElementById("problem")?.focus();
document.getElementById("verdict")?.focus();
