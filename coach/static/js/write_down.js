// @ts-check
// Put into the reply's field what was recorded by "Say it instead" (say_aloud.js). The recording is
// sent to this server once it is finished, and the words can be changed before anything is judged.
// The page keeps the recording until the words are there, so that it can be sent again. Without this
// script, and on a server without a speech model, the reply is typed.

const UNREADABLE = "This recording could not be read. It was not kept. Try again, or type.";
const AWAY = "The server did not answer. Send it again, or type.";
const OLD = "This page is too old to send a recording. Copy what you typed, and load the page again.";
const READY = "The words are in the field. Read them, and change what is wrong.";
const PATIENCE = 300_000; // milliseconds: the longest line of people, and the work itself
const OVERHEAD = 2; // seconds that each recording takes
const PACE = 5; // seconds of speech that are written down in one second

/** @param {number} count @param {string} noun */
function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Say what is wrong with an answer that holds no sentence of its own.
 * @param {Response} answer */
function refusal(answer) {
  if (answer.status === 400) return OLD;
  if (answer.status !== 429) return UNREADABLE;
  const minutes = Math.max(1, Math.ceil(Number(answer.headers.get("Retry-After")) / 60));
  return `You have recorded often just now. Try again in ${plural(minutes, "minute")}, or type.`;
}

/** @param {HTMLElement} root */
function begin(root) {
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part-of=${name}]`));
  const [status, again, type] = [part("status"), part("again"), part("type")];
  const form = /** @type {HTMLFormElement} */ (root.closest("form"));
  const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem(root.dataset.field ?? ""));
  /** @type {HTMLInputElement | null} where the seconds until the first word are kept */
  const after = root.querySelector("[name=spoken_after]");
  /** @type {HTMLInputElement | null} */
  const seconds = root.querySelector("[name=spoken_seconds]");
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrf_token"));

  /** @type {Blob | undefined} what is not yet written down */
  let recording;
  let sending = new AbortController();
  let wait = false;

  let offered = false; // whether it can be sent again

  /** Offer to send the recording again, or to type, in the place of the two buttons that record.
   * @param {boolean} now @param {string} [name] */
  function offer(now, name = "Send it again") {
    again.hidden = type.hidden = !now;
    again.textContent = name;
    if (now === offered) return;
    offered = now;
    const focused = root.contains(document.activeElement);
    part("record").hidden = part("instead").hidden = now;
    if (focused) (now ? again : part("record")).focus();
  }

  /** Forget the recording, also one that is on its way. */
  function forget() {
    sending.abort();
    sending = new AbortController();
    recording = undefined;
    wait = false;
    offer(false);
  }

  /** Keep how long it was spoken: all recordings together, and the first word of the first one.
   * @param {number} began @param {number} length */
  function count(began, length) {
    if (!after || !seconds) return;
    if (!seconds.value) after.value = String(began);
    seconds.value = (Number(seconds.value) + length).toFixed(1);
  }

  /** Add the words below what is typed already.
   * @param {string} words @param {string} said */
  function fill(words, said) {
    const before = field.value.trimEnd();
    field.value = before ? `${before}\n${words}` : words;
    field.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept
    status.textContent = `${said} ${READY}`;
    field.focus();
  }

  /** @param {Blob} blob @param {AbortSignal} signal */
  async function ask(blob, signal) {
    const address = (root.dataset.speech ?? "") + (wait ? "?wait" : "");
    const answer = await fetch(address, {
      method: "POST",
      body: blob,
      headers: { "Content-Type": blob.type, "X-CSRFToken": token.value },
      credentials: "same-origin",
      signal,
    });
    // another word about the same sound would be the same; it has to be said again
    const refused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    if (answer.headers.get("Content-Type")?.startsWith("application/json"))
      return { ...(await answer.json()), refused };
    return { problem: refusal(answer), wait: false, refused };
  }

  async function send() {
    const blob = recording;
    if (!blob) return;
    offer(false);
    const mine = (sending = new AbortController());
    const patience = setTimeout(() => mine.abort(), PATIENCE);
    let answer = { problem: AWAY, wait: false, refused: false, text: "", said: "", after: 0, seconds: 0 };
    try {
      answer = await ask(blob, mine.signal);
    } catch {
      // no connection: see AWAY
    }
    clearTimeout(patience);
    if (mine !== sending) return; // it was deleted, or another one was begun
    if (answer.text) {
      forget();
      count(answer.after, answer.seconds);
      return fill(answer.text, answer.said);
    }
    status.textContent = answer.problem;
    if (answer.refused) {
      forget();
      type.hidden = false;
      return;
    }
    wait = answer.wait;
    offer(true, wait ? "Wait" : undefined);
  }

  root.addEventListener("said", (event) => {
    const { blob, seconds } = /** @type {CustomEvent} */ (event).detail;
    forget();
    recording = blob;
    const about = Math.round(OVERHEAD + seconds / PACE);
    const over = status.textContent?.startsWith("That was") ? `${status.textContent} ` : "";
    status.textContent = over
      ? `${over}What you said is being written down.`
      : `Writing down what you said. It takes about ${plural(about, "second")}.`;
    send();
  });
  again.addEventListener("click", () => {
    status.textContent = wait ? "Waiting." : "Writing down what you said.";
    send();
  });
  // what was spoken is gone with the last word of it
  field.addEventListener("input", () => {
    if (after && seconds && !field.value.trim()) after.value = seconds.value = "";
  });
  type.addEventListener("click", () => {
    forget();
    status.textContent = "";
    field.focus();
  });
  for (const name of ["record", "instead", "delete"]) part(name).addEventListener("click", forget);
  window.addEventListener("pagehide", forget);
}

/** @type {NodeListOf<HTMLElement>} */
const writing = document.querySelectorAll("[data-speech]");
writing.forEach(begin);
