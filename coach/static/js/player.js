// @ts-check
// A recorded message: a button, a slider that the arrow keys move, and three speeds take the place
// of the browser's own control. Without this script, or when the file cannot be played, that
// control stays, and the words are below it.

const SVG = "http://www.w3.org/2000/svg";
const PLAY = "M8 4.8v14.4L19.5 12Z";
const PAUSE = "M7 5h3.6v14H7zM13.4 5H17v14h-3.600z";
const SPEEDS = [0.75, 1, 1.25];

/** @typedef {Record<string, string | number | boolean>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Attributes} attributes @param {(Node | string)[]} children
 */
function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** @param {string} tag @param {Attributes} attributes @param {Node[]} children */
function drawn(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Seconds as 1:05.
 * @param {number} seconds */
function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Seconds in words, with the number that ``clock`` shows.
 * @param {number} seconds */
function inWords(seconds) {
  const whole = Math.floor(seconds);
  return `${whole} ${whole === 1 ? "second" : "seconds"}`;
}

/** The bars of the picture, 5 units apart, round the middle.
 * @param {number[]} heights */
function wave(heights) {
  const bars = heights.map((height, index) =>
    drawn("rect", { class: "unplayed", x: 5 * index + 1, y: 22 - height / 2, width: 3, height, rx: 1.5 }),
  );
  const view = { class: "wave", viewBox: `0 0 ${5 * bars.length} 44`, preserveAspectRatio: "none" };
  return { bars, picture: drawn("svg", { ...view, "aria-hidden": "true" }, ...bars) };
}

/** @param {HTMLElement} root */
function styled(root) {
  const audio = /** @type {HTMLAudioElement} */ (root.querySelector("audio"));
  const who = root.dataset.who ?? "";
  let length = Number(root.dataset.seconds) || 0;

  const path = drawn("path", { d: PLAY });
  const label = made("span", { class: "unseen" });
  const play = made("button", { class: "play", type: "button" },
    drawn("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path), label);
  const time = made("span", {});
  const place = `Place in ${who}’s message`;
  const slider = made("input", { type: "range", min: 0, step: 1, value: 0, "aria-label": place });
  const { bars, picture } = wave((root.dataset.bars ?? "").split(",").map(Number));
  const speeds = SPEEDS.map((speed) => {
    const about = { "aria-pressed": speed === 1, "aria-label": `${speed} times speed` };
    const button = made("button", { type: "button", ...about }, `${speed}×`);
    button.addEventListener("click", () => {
      audio.playbackRate = speed;
      for (const each of speeds) each.setAttribute("aria-pressed", String(each === button));
    });
    return button;
  });

  function show() {
    const at = audio.currentTime;
    slider.max = String(Math.ceil(length));
    slider.value = String(Math.round(at));
    slider.setAttribute("aria-valuetext", `${inWords(at)} of ${inWords(length)}`);
    time.textContent = length ? `${clock(at)} of ${clock(length)}` : clock(at);
    const played = length ? (at / length) * bars.length : 0;
    bars.forEach((bar, index) => bar.setAttribute("class", index < played ? "played" : "unplayed"));
  }

  function state() {
    path.setAttribute("d", audio.paused ? PLAY : PAUSE);
    label.textContent = audio.paused
      ? `Play ${who}’s message${length ? `, ${inWords(length)}` : ""}`
      : `Pause ${who}’s message`;
  }

  function plain() {
    root.classList.replace("styled", "plain");
    for (const each of [play, body, bottom]) each.remove();
    root.prepend(under);
    document.querySelector("[data-transcript]")?.setAttribute("open", "");
  }

  const under = /** @type {HTMLElement} */ (root.querySelector(".under"));
  const voice = /** @type {HTMLElement} */ (under.querySelector(".voice"));
  const body = made("div", { class: "stack gap-2" },
    made("div", { class: "under" }, made("span", { class: "who" }, who), time),
    made("div", { class: "track" }, picture, slider));
  const bottom = made("div", { class: "speeds" }, voice.cloneNode(true),
    made("span", { role: "group", "aria-label": "Speed" }, ...speeds));
  under.remove();
  audio.removeAttribute("controls");
  root.classList.replace("plain", "styled");
  root.append(play, body, bottom);

  play.addEventListener("click", () => (audio.paused ? audio.play().catch(plain) : audio.pause()));
  slider.addEventListener("input", () => {
    audio.currentTime = Number(slider.value);
    show();
  });
  audio.addEventListener("loadedmetadata", () => {
    if (Number.isFinite(audio.duration)) length = audio.duration;
    show();
    state();
  });
  audio.addEventListener("error", plain);
  audio.addEventListener("timeupdate", show);
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, state);
  window.addEventListener("pagehide", () => audio.pause());
  document.addEventListener("recording", () => audio.pause());
  show();
  state();
}

/** @type {NodeListOf<HTMLElement>} */
const players = document.querySelectorAll("[data-player]");
players.forEach(styled);
