// Keeps what is typed into fields of several lines, field by field, in this browser, until the
// server has saved it. A reload, the way back or a phone that closes the page loses nothing.
//
// The server says what it saved by a cookie with the address of the form ("*" after signing out).
// Drafts of somebody who is known are kept by the browser; those of a visitor who is nobody yet
// end with the tab, so that the next visitor does not find them.

const PREFIX = "draft";
const LONGEST = 30 * 24 * 3600 * 1000; // milliseconds that a draft is kept
const root = document.documentElement;
const who = root.dataset.who ?? "";
const cookie = `${root.hasAttribute("data-https") ? "__Host-" : ""}saved`;

/** Return the key of a field's draft: whose it is, which form, which field. */
const keyOf = (field, owner) =>
  [PREFIX, owner, new URL(field.form.action).pathname, field.name].join(" ");

/** Return the drafts in a store as [key, owner, address of the form, when it was written]. */
function drafts(store) {
  return Object.keys(store)
    .filter((key) => key.startsWith(`${PREFIX} `))
    .map((key) => [key, ...key.split(" ").slice(1, 3), JSON.parse(store[key]).at]);
}

/** Drop what was saved, what is old, and what somebody else wrote in this browser. */
function tidy() {
  const told = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  const saved = told ? decodeURIComponent(told.slice(cookie.length + 1)) : "";
  const safe = root.hasAttribute("data-https") ? "; secure" : "";
  if (told) document.cookie = `${cookie}=; path=/; max-age=0; samesite=lax${safe}`;
  for (const store of [localStorage, sessionStorage]) {
    for (const [key, owner, address, at] of drafts(store)) {
      const stranger = who && owner && owner !== who;
      const over = Date.now() - at > LONGEST;
      if (saved === "*" || saved === address || stranger || over) store.removeItem(key);
    }
  }
}

/** Return the draft of a field, or null. A visitor who has just become a guest has it still. */
function draftOf(field) {
  const found = localStorage.getItem(keyOf(field, who)) ?? sessionStorage.getItem(keyOf(field, ""));
  return found === null ? null : JSON.parse(found);
}

/** Say something quietly under a field; ``act`` adds a button that puts the draft back. */
function say(field, words, act) {
  let note = field.parentElement.querySelector(":scope > .drafted");
  if (!note) {
    note = document.createElement("p");
    note.className = "hint drafted no-print";
    field.after(note);
  }
  note.textContent = words;
  if (!act) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "textlink";
  button.textContent = "Put it back";
  button.addEventListener("click", act);
  note.append(" ", button);
}

function putBack(field, draft) {
  field.value = draft.text;
  say(field, "Your draft is back. It is kept in this browser until you save it.");
}

/** Show a draft again. Text that was changed elsewhere since is not written over. */
function restore(field) {
  const draft = draftOf(field);
  if (draft === null || draft.text === field.value) return;
  if (field.value === draft.base) putBack(field, draft);
  else say(field, "This browser has another draft of this.", () => putBack(field, draft));
}

function keep(field) {
  const key = keyOf(field, who);
  const store = who ? localStorage : sessionStorage;
  if (field.value === field.defaultValue) {
    store.removeItem(key);
    sessionStorage.removeItem(keyOf(field, ""));
    field.parentElement.querySelector(":scope > .drafted")?.remove();
    return;
  }
  const draft = { text: field.value, base: field.defaultValue, at: Date.now() };
  store.setItem(key, JSON.stringify(draft));
  say(field, "A draft is kept in this browser while you write.");
}

const isKept = (field) => field.matches?.('form[method="post"] textarea[name]');

/** Say that there are drafts of rows that a list does not show before a row is added. */
function tellOfHiddenRows(add) {
  const rows = keyOf({ form: add.form, name: `s-${add.value}.` }, who);
  const isHidden = (key) => key.startsWith(rows) && !add.form.elements[key.split(" ")[3]];
  if (!Object.keys(who ? localStorage : sessionStorage).some(isHidden)) return;
  say(add, "This browser has a draft of another row. Add a row to see it.");
}

function start() {
  tidy();
  document.querySelectorAll("textarea[name]").forEach((field) => isKept(field) && restore(field));
  document.querySelectorAll('button[name="add"]').forEach(tellOfHiddenRows);
}

try {
  start();
  document.addEventListener("swapped", start);
  document.addEventListener("input", ({ target }) => isKept(target) && keep(target));
} catch {
  // a browser that keeps nothing (its setting, or a full store): forms work as without script
}
