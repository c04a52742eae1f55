// @ts-check
// “Wait for it”: one button begins a message, and says when one would begin to speak. While it
// plays, the page shows no time and no words that would tell where the end is. Where the words
// appear instead of the sound, each comes at its time, and nothing shows in a pause. Without this
// script, or if the sound cannot be played, there is the version to read step by step.

const TWICE = 300; // milliseconds in which a second press is the same press
const SILENCE = 4000; // milliseconds after the last word before the page says that it is over
const FADE = 200; // milliseconds in which the sound ends softly
const SLOW = 0.75;

/** @param {HTMLFormElement} form */
function begin(form) {
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (form.querySelector(`[data-part-of=${name}]`));
  const main = /** @type {HTMLButtonElement} */ (part("main"));
  const slow = /** @type {HTMLInputElement} */ (part("slow"));
  const [status, lines] = [part("status"), form.querySelector("[data-part-of=lines]")];
  const at = /** @type {HTMLInputElement} */ (form.elements.namedItem("at"));
  const audio = form.querySelector("audio");
  const end = Number(form.dataset.end);
  let begun = 0;
  let rate = 1;
  let sent = false;
  let ended = false; // the last word was spoken: whoever presses now has waited

  /** @param {string} words */
  function say(words) {
    status.hidden = false;
    status.textContent = words;
  }

  const position = () => (audio ? audio.currentTime : ((performance.now() - begun) / 1000) * rate);

  /** @param {() => void} act @param {number} seconds of the message */
  const after = (act, seconds) => setTimeout(act, (1000 * seconds) / rate);
  function over() {
    ended = true;
    setTimeout(() => {
      if (!sent) say(`${form.dataset.who} has finished. Press the button to go on.`);
    }, SILENCE);
  }

  /** Show each line of the message at its time. */
  function show() {
    if (!(lines instanceof HTMLElement)) return;
    lines.hidden = false;
    for (const line of lines.children) {
      if (!(line instanceof HTMLElement)) continue;
      after(() => {
        line.hidden = sent;
        line.scrollIntoView({ block: "nearest" });
      }, Number(line.dataset.start));
    }
    after(over, end);
  }

  function failed() {
    say("The sound could not be played. You can read it step by step instead.");
    main.hidden = true;
  }

  function start() {
    begun = performance.now();
    rate = slow.checked ? SLOW : 1;
    main.textContent = "I’d speak now";
    for (const each of form.querySelectorAll("[data-plain], .choice")) {
      if (each instanceof HTMLElement) each.hidden = true;
    }
    if (!audio) return show();
    audio.playbackRate = rate;
    audio.play().catch(failed);
  }

  /** End the sound softly and send the moment. */
  function speak() {
    sent = true;
    at.value = ended ? "" : position().toFixed(2);
    const fading = setInterval(() => {
      if (audio) audio.volume = Math.max(0, audio.volume - 0.1);
    }, FADE / 10);
    setTimeout(() => {
      clearInterval(fading);
      audio?.pause();
      form.requestSubmit();
    }, FADE);
  }

  audio?.addEventListener("ended", over);
  audio?.addEventListener("error", failed);
  main.addEventListener("click", () => {
    if (!begun) start();
    else if (!sent && performance.now() - begun >= TWICE) speak();
  });
  window.addEventListener("pagehide", () => audio?.pause());
  // the page comes back as it was left: begin again
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  for (const each of form.querySelectorAll("[data-script]")) {
    if (each instanceof HTMLElement) each.hidden = false;
  }
  if (audio?.error) failed(); // it could not be loaded before this script ran
}

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form[data-wait]");
forms.forEach(begin);
