// @ts-check
// A message without a recording: the browser speaks it, sentence by sentence, with a voice of this
// device. A voice that would send the words away is never used, and nothing a learner typed is
// ever spoken. Without such a voice the lines appear one at a time, at the pace of talking.
// Without this script the words are on the page, to be read.

const WORDS_A_MINUTE = 155;
const PAUSE = 500; // milliseconds after a sentence
const LATE_VOICES = 2000; // some browsers bring their voices late

/** @param {string} selector @param {ParentNode} [within] */
const one = (selector, within = document) =>
  /** @type {HTMLElement} */ (within.querySelector(selector));

const root = one("[data-speak]");
const transcript = /** @type {HTMLDetailsElement} */ (one("[data-transcript]"));
const synth = window.speechSynthesis;

function local() {
  const voices = synth?.getVoices() ?? [];
  return voices.find(
    (voice) => voice.localService && /^en\b/i.test(voice.lang) && !/google|online/i.test(voice.name),
  );
}

/** The voice of this device, or nothing after two seconds.
 * @returns {Promise<SpeechSynthesisVoice | undefined>} */
function voice() {
  return new Promise((resolve) => {
    if (!synth || local()) return resolve(local());
    const give = () => resolve(local());
    synth.addEventListener?.("voiceschanged", give, { once: true });
    setTimeout(give, LATE_VOICES);
  });
}

const sentences = [...transcript.querySelectorAll("p")].flatMap(
  (paragraph) => paragraph.textContent.match(/.+?(?:[.?!…]+[”’]?(?=\s|$)|$)/g) ?? [],
);
/** @param {string} words */
const seconds = (words) => (words.trim().split(/\s+/).length * 60) / WORDS_A_MINUTE;

const start = one("[data-act=start]", root);
const stop = one("[data-act=stop]", root);
const lines = one("[data-lines]", root);
let run = 0; // each start is a run of its own; an older one stops by itself
/** @type {SpeechSynthesisUtterance[]} */
let kept = []; // utterances, so that no browser forgets one that still speaks

function ended() {
  run += 1;
  synth?.cancel();
  kept = [];
  stop.hidden = true;
  start.textContent = start.dataset.again ?? "";
}

/** @param {number} index @param {number} mine @param {SpeechSynthesisVoice} chosen */
function speak(index, mine, chosen) {
  if (mine !== run) return;
  if (index === sentences.length) return ended();
  const said = new SpeechSynthesisUtterance(sentences[index]);
  said.voice = chosen;
  said.lang = chosen.lang;
  let gone = false;
  const next = () => {
    if (gone) return;
    gone = true;
    clearTimeout(watchdog);
    setTimeout(() => speak(index + 1, mine, chosen), PAUSE);
  };
  // a lost event must not end the message: after three times the time it takes, go on
  const watchdog = setTimeout(() => {
    synth.cancel();
    next();
  }, 3000 + 3000 * seconds(sentences[index]));
  said.addEventListener("end", next);
  said.addEventListener("error", next);
  kept.push(said);
  synth.speak(said);
}

/** @param {number} index @param {number} mine */
function appear(index, mine) {
  if (mine !== run) return;
  if (index === sentences.length) return ended();
  const line = document.createElement("p");
  line.textContent = sentences[index].trim();
  lines.append(line);
  setTimeout(() => appear(index + 1, mine), 1000 * seconds(sentences[index]) + PAUSE);
}

voice().then((chosen) => {
  root.hidden = false;
  transcript.open = false;
  start.textContent = chosen ? "Hear it" : "Show it line by line";
  start.dataset.again = chosen ? "Hear it again" : "Show it again";
  one(".voice", root).textContent = chosen ? "computer-generated voice" : "line by line";
  start.addEventListener("click", () => {
    ended();
    stop.hidden = false;
    lines.replaceChildren();
    lines.hidden = Boolean(chosen);
    if (chosen) speak(0, run, chosen);
    else appear(0, run);
  });
  stop.addEventListener("click", () => {
    ended();
    start.focus();
  });
});
window.addEventListener("pagehide", () => synth?.cancel());
document.addEventListener("recording", ended);
