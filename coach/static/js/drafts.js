// @ts-check
// Keeps what is filled in, field by field, in this browser, until the server has saved it. A reload,
// the way back or a phone that closes the page loses nothing. Forms to write in are kept with all
// their fields: text, dates, times, numbers, choices and ticks. Passwords, codes and e-mail
// addresses are not kept, and neither are forms that only offer a choice, or marked data-undrafted.
// Without this script a form holds what the browser itself brings back.
//
// The server says which form it took by a cookie with its address ("*" after signing out). Only the
// text that was sent is dropped then: what another tab holds, or what was typed since, stays.
// Drafts of somebody who is known are kept by the browser; those of a visitor who is nobody yet
// end with the tab, so that the next visitor does not find them.

/** @typedef {any} Field an input, a textarea or a select; what it has depends on its type */
/** @typedef {{text: string, base: string, at: number, sent?: string, to?: string, left?: boolean}} Kept */
/** @typedef {{key: string, store: Storage}} Place */
/** @typedef {Kept & Place & {owner: string, place: string, mine: boolean}} Draft */
/** @typedef {{field: Field, draft: Draft}} Found */

const PREFIX = "draft";
const LONGEST = 30 * 24 * 3600 * 1000; // milliseconds that a draft is kept
const SECRET = "input[type=password], [autocomplete=one-time-code]";
const KINDS = "text search date time datetime-local month week number tel url".split(" ");
const TYPED = `textarea, select, input:not([type]), ${KINDS.map((kind) => `input[type=${kind}]`)}`;
const TICKED = "input:is([type=radio], [type=checkbox])";
const root = document.documentElement;
const who = root.dataset.who ?? "";
const cookie = `${root.hasAttribute("data-https") ? "__Host-" : ""}saved`;
const bases = new WeakMap(); // what stood in a field before its draft was begun

/** Return a name for this tab that lasts as long as the tab. */
const tab = () => (sessionStorage.tab ??= crypto.getRandomValues(new Uint32Array(2)).join("-"));

/** Return whether a form is kept: one to write in, without secrets.
 * @param {HTMLFormElement | null | undefined} form */
const isKept = (form) =>
  !!form &&
  form.method === "post" &&
  !form.hasAttribute("data-undrafted") &&
  !form.querySelector(SECRET) &&
  controls(form).some((each) => each.name && each.matches(TYPED) && !each.matches("select"));

/** @param {HTMLFormElement} form @returns {Field[]} */
const controls = (form) => [...form.elements];

/** Return the fields of a form that are kept; the first radio button stands for its group.
 * @param {HTMLFormElement} form */
const fieldsOf = (form) =>
  controls(form).filter(
    (each) => each.name && each.matches(`${TYPED}, ${TICKED}`) && standsFor(each) === each,
  );

/** @param {Field} field */
const group = ({ form, name }) =>
  controls(form).filter((each) => each.type === "radio" && each.name === name);
/** @param {Field} field @returns {Field} */
const standsFor = (field) => (field.type === "radio" ? group(field)[0] : field);

/** Return what a field holds now, or what it held when the page came (``first``), as text.
 * @param {Field} field @returns {string} */
function textOf(field, first = false) {
  const isOn = (/** @type {Field} */ each) => (first ? each.defaultChecked : each.checked);
  if (field.type === "radio") return group(field).find(isOn)?.value ?? "";
  if (field.type === "checkbox") return isOn(field) ? "1" : "";
  if (!first) return field.value;
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((each) => each.defaultSelected) ?? options[0])?.value ?? "";
}

/** @param {Field} field @param {string} text */
function fill(field, text) {
  if (field.type === "radio") for (const each of group(field)) each.checked = each.value === text;
  else if (field.type === "checkbox") field.checked = text === "1";
  else field.value = text;
}

/** Return the place of a field: its form and its name, and of ticks with one name the value.
 * @param {Field} field */
function placeOf(field) {
  const form = field.form.dataset.draft ?? new URL(field.form.action).pathname;
  const name = field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
  return `${encodeURI(form)} ${encodeURIComponent(name)}`;
}

/** @param {Field} field @param {string} owner */
const keyOf = (field, owner) => [PREFIX, owner, placeOf(field), tab()].join(" ");

/** Return all drafts in this browser and this tab, the newest first.
 * @returns {Draft[]} */
function drafts() {
  return [localStorage, sessionStorage]
    .flatMap((store) =>
      Object.keys(store)
        .filter((key) => key.startsWith(`${PREFIX} `))
        .map((key) => {
          const [, owner, form, name, of] = key.split(" ");
          const where = { key, store, owner, place: `${form} ${name}`, mine: of === tab() };
          return { ...where, ...JSON.parse(store[key]) };
        }),
    )
    .sort((one, other) => other.at - one.at);
}

/** @param {Place & Partial<Kept>} draft @param {Partial<Kept>} changes */
function note(draft, changes) {
  const { text, base, at, sent, to, left } = { ...draft, ...changes };
  draft.store.setItem(draft.key, JSON.stringify({ text, base, at, sent, to, left }));
}

/** Drop what was saved, what is old, and what somebody else wrote in this browser. */
function tidy() {
  const told = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  const saved = told ? decodeURIComponent(told.slice(cookie.length + 1)) : "";
  const safe = root.hasAttribute("data-https") ? "; secure" : "";
  if (told) document.cookie = `${cookie}=; path=/; max-age=0; samesite=lax${safe}`;
  const taken = drafts().filter((each) => saved && each.to === saved && each.sent === each.text);
  const words = new Set(taken.map((each) => `${each.place} ${each.text}`));
  for (const { store, key, owner, place, text, at } of drafts()) {
    const stranger = who && owner && owner !== who;
    const over = Date.now() - at > LONGEST;
    if (saved === "*" || words.has(`${place} ${text}`) || stranger || over) store.removeItem(key);
  }
}

/** Say something quietly under a field; ``act`` adds a button that puts the draft back.
 * @param {Field} field @param {string} words @param {() => void} [act] */
function say(field, words, act) {
  const around = field.matches(TICKED) && field.closest("fieldset");
  const beside = around || field.parentElement;
  let line = beside.querySelector(":scope > .drafted");
  if (!line) {
    line = document.createElement("p");
    line.className = "hint drafted no-print";
    if (field.parentElement === beside) field.after(line);
    else beside.append(line);
  }
  line.textContent = words;
  if (!act) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "textlink";
  button.textContent = "Put it back";
  button.addEventListener("click", act);
  line.append(" ", button);
}

/** Fill in drafts, and make them this tab's own.
 * @param {Found[]} found */
function putBack(found) {
  for (const { field, draft } of found) {
    bases.set(field, textOf(field));
    fill(field, draft.text);
    draft.store.removeItem(draft.key);
    write(field);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const words = "Your draft is back. It is kept in this browser until you save it.";
  if (found.length) say(found[0].field, words);
}

/** Return whether a draft is of who is here, or of this tab before anybody was known.
 * @param {Draft} draft */
const isOurs = ({ owner, store }) => owner === who || (!owner && store === sessionStorage);

/** Show the drafts of a form again. What was changed elsewhere since, or what another tab is still
 * writing, is only offered.
 * @param {HTMLFormElement} form */
function restore(form) {
  const known = drafts().filter(isOurs);
  /** @type {{back: Found[], offered: Found[]}} */
  const found = { back: [], offered: [] };
  for (const field of fieldsOf(form)) {
    const own = known.filter((each) => each.place === placeOf(field));
    const draft = own.find((each) => each.mine) ?? own[0];
    if (!draft) continue;
    if (draft.mine) note(draft, { left: undefined });
    if (draft.text === textOf(field)) {
      if (draft.mine) bases.set(field, draft.base);
      continue;
    }
    const free = textOf(field) === draft.base && (draft.mine || draft.left);
    found[free ? "back" : "offered"].push({ field, draft });
  }
  putBack(found.back);
  const [first] = found.offered;
  const words = "This browser has another draft of this.";
  if (first) say(first.field, words, () => putBack(found.offered));
}

/** Store what a field holds.
 * @param {Field} field */
function write(field) {
  const draft = { store: who ? localStorage : sessionStorage, key: keyOf(field, who) };
  note(draft, { text: textOf(field), base: bases.get(field) ?? textOf(field, true), at: Date.now() });
}

/** @param {Field} field */
function keep(field) {
  const isSame = textOf(field) === (bases.get(field) ?? textOf(field, true));
  sessionStorage.removeItem(keyOf(field, ""));
  if (isSame) {
    localStorage.removeItem(keyOf(field, who));
    field.parentElement.querySelector(":scope > .drafted")?.remove();
    return;
  }
  write(field);
  if (field.matches("textarea")) say(field, "A draft is kept in this browser while you write.");
}

/** Remember what is sent, and to which address.
 * @param {HTMLFormElement} form @param {any} submitter the button that was pressed, or null */
function send(form, submitter) {
  const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const to = new URL(address).pathname;
  const places = new Set(fieldsOf(form).map(placeOf));
  for (const draft of drafts()) {
    if (draft.mine && places.has(draft.place)) note(draft, { sent: draft.text, to });
  }
}

/** Let other tabs have what this one leaves behind. */
function leave() {
  for (const draft of drafts()) if (draft.mine) note(draft, { left: true });
}

/** Say that there are drafts of rows that a list does not show before a row is added.
 * @param {Field} add */
function tellOfHiddenRows(add) {
  const rows = placeOf({ form: add.form, name: `s-${add.value}.` });
  const shown = new Set(fieldsOf(add.form).map(placeOf));
  const isHidden = (/** @type {Draft} */ { place }) => place.startsWith(rows) && !shown.has(place);
  if (!drafts().filter(isOurs).some(isHidden)) return;
  say(add, "This browser has a draft of another row. Add a row to see it.");
}

function start() {
  tidy();
  [...document.forms].filter(isKept).forEach(restore);
  document.querySelectorAll('button[name="add"]').forEach(tellOfHiddenRows);
}

/** Call a function; in a browser that keeps nothing (its setting, or a full store) forms work as
 * without script.
 * @param {() => unknown} act */
function attempt(act) {
  try {
    act();
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem;
  }
}

attempt(start);
document.addEventListener("swapped", () => attempt(start));
document.addEventListener("input", (event) =>
  attempt(() => {
    const field = /** @type {Field} */ (event.target);
    if (isKept(field.form) && fieldsOf(field.form).includes(standsFor(field))) {
      keep(standsFor(field));
    }
  }),
);
document.addEventListener("submit", ({ target, submitter }) =>
  attempt(() => {
    const form = /** @type {HTMLFormElement} */ (target);
    if (isKept(form)) send(form, submitter);
  }),
);
window.addEventListener("pagehide", () => attempt(leave));
window.addEventListener("pageshow", ({ persisted }) => persisted && attempt(start));
