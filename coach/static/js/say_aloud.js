// @ts-check
// Say a reply aloud, right after the speaker, and hear how it sounds. The recording is kept in the
// memory of this page alone: it is sent nowhere, and it is gone when it is deleted or the page is
// left. Only what was begun by "Say it instead" is handed to write_down.js. It is played by the Web
// Audio API, because the content security policy allows no blob: addresses. Without this script, or where the browser cannot record (also on http with another
// name than localhost), none of it shows.

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS_A_SECOND = 32_000; // enough for one voice
const INTERVAL = 100; // milliseconds between two readings of the level
const FAINTEST = 0.005; // of full scale: a recording that never gets louder has no sound in it
const METER = 100; // width of the picture of the level

const ASKING = "If the browser asks, allow it to use the microphone.";
const SILENT = "No sound was found in this recording. Is it the right microphone?";
const UNREADABLE = "This recording could not be read. It was not kept. Try again, or type.";
const REFUSED =
  "The browser gave no microphone to this page. Allow it for this site, in the settings that open " +
  "beside the address, and press again.";
/** @type {Record<string, string>} what to say by the name of the browser's error */
const REFUSALS = {
  NotFoundError: "No microphone was found.",
  OverconstrainedError: "No microphone was found.",
  NotReadableError: "Another program is using the microphone.",
  AbortError: "Another program is using the microphone.",
};

/** Seconds as 1:05.
 * @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;
}

/** @param {number} seconds */
function inWords(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  return `${whole} ${whole === 1 ? "second" : "seconds"}`;
}

/** @param {HTMLElement} root */
function begin(root) {
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part-of=${name}]`));
  const [main, hear, remove] = [part("record"), part("hear"), part("delete")];
  const [status, time, picture] = [part("status"), part("time"), part("level")];
  const level = /** @type {SVGRectElement} */ (picture.querySelector(".played"));
  /** @type {HTMLElement | null} only where the server writes down what is said */
  const instead = root.querySelector("[data-part-of=instead]");
  const [idle, hint] = [main.textContent ?? "", status.textContent ?? ""];

  /** @type {"idle" | "asking" | "recording"} */
  let state = "idle";
  /** @type {AudioContext | undefined} */
  let context;
  /** @type {AudioBuffer | undefined} */
  let recording;
  /** @type {AudioBufferSourceNode | undefined} */
  let heard;
  let written = false; // whether this recording is to be written down
  /** Stop the recording that is being made. */
  let stop = () => {};

  /** Show the buttons that fit the state. */
  function show() {
    main.textContent = state === "recording" ? "Stop" : recording ? "Say it again" : idle;
    if (instead) instead.hidden = state !== "idle";
    hear.hidden = remove.hidden = !recording || state !== "idle";
    hear.textContent = heard ? "Stop playing" : "Hear yourself";
    picture.toggleAttribute("hidden", state !== "recording");
    time.hidden = state !== "recording";
  }

  /** @param {string} words */
  function rest(words) {
    state = "idle";
    status.textContent = words;
    show();
  }

  function hush() {
    const source = heard;
    heard = undefined;
    source?.stop();
  }

  function forget() {
    hush();
    recording = undefined;
  }

  async function record() {
    document.dispatchEvent(new Event("recording")); // the speaker stops: see player.js and speak.js
    forget();
    state = "asking";
    status.textContent = ASKING;
    show();
    try {
      context ??= new AudioContext();
      await context.resume();
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (state === "asking") listen(stream, context);
      else release(stream); // the page was left while the browser asked
    } catch (error) {
      rest(REFUSALS[error instanceof Error ? error.name : ""] ?? REFUSED);
    }
  }

  /** @param {MediaStream} stream */
  function release(stream) {
    for (const track of stream.getTracks()) track.stop();
  }

  /** Record from a stream until the button is pressed or the time is over.
   * @param {MediaStream} stream @param {AudioContext} sound */
  function listen(stream, sound) {
    const most = Number(root.dataset.seconds);
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_A_SECOND });
    const analyser = sound.createAnalyser();
    const source = sound.createMediaStreamSource(stream);
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const start = performance.now();
    let loudest = 0;
    level.setAttribute("width", "0");

    const readings = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const peak = samples.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
      loudest = Math.max(loudest, peak);
      level.setAttribute("width", String(Math.round(METER * Math.min(1, Math.sqrt(peak)))));
      const seconds = (performance.now() - start) / 1000;
      time.textContent = `${clock(Math.min(seconds, most))} of ${clock(most)}`;
      if (seconds >= most) stop();
    }, INTERVAL);

    /** @type {Blob[]} */
    const pieces = [];
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(readings);
      source.disconnect();
      release(stream);
      const over = performance.now() - start >= 1000 * most;
      if (state === "recording") keep(new Blob(pieces, { type: recorder.mimeType }), sound, loudest, over ? most : 0);
    });
    stop = () => {
      if (recorder.state !== "inactive") recorder.stop();
    };
    recorder.start();
    state = "recording";
    status.textContent = `Recording. It stops by itself after ${most} seconds.`;
    show();
  }

  /** @param {Blob} blob @param {AudioContext} sound @param {number} loudest
   * @param {number} over seconds after which it stopped by itself, or 0 */
  async function keep(blob, sound, loudest, over) {
    if (loudest < FAINTEST) return rest(SILENT);
    try {
      const found = await sound.decodeAudioData(await blob.arrayBuffer());
      if (state !== "recording") return; // the page was left meanwhile
      recording = found;
      rest(over ? `That was ${inWords(over)}.` : `Recorded: ${inWords(found.duration)}.`);
      const said = { blob, seconds: found.duration };
      if (written) root.dispatchEvent(new CustomEvent("said", { detail: said }));
    } catch {
      rest(UNREADABLE);
    }
  }

  function play() {
    if (!context || !recording) return;
    const source = context.createBufferSource();
    source.buffer = recording;
    source.connect(context.destination);
    source.addEventListener("ended", () => {
      if (heard === source) heard = undefined;
      show();
    });
    document.dispatchEvent(new Event("recording"));
    heard = source;
    source.start();
  }

  main.addEventListener("click", () => {
    if (state === "recording") return stop();
    written = false;
    if (state === "idle") record();
  });
  instead?.addEventListener("click", () => {
    if (state !== "idle") return;
    written = true;
    main.focus(); // it is the button that stops
    record();
  });
  hear.addEventListener("click", () => {
    if (heard) hush();
    else play();
    show();
  });
  remove.addEventListener("click", () => {
    forget();
    rest("Deleted.");
    main.focus();
  });
  // the speaker begins: what is being recorded ends, and oneself is quiet
  document.addEventListener("play", () => {
    stop();
    hush();
    show();
  }, true);
  window.addEventListener("pagehide", () => {
    state = "idle";
    stop();
    forget();
    rest(hint);
  });
  root.hidden = false;
}

const able =
  window.isSecureContext &&
  "MediaRecorder" in window &&
  "AudioContext" in window &&
  Boolean(navigator.mediaDevices?.getUserMedia);
/** @type {NodeListOf<HTMLElement>} */
const places = document.querySelectorAll("[data-say-aloud]");
if (able) places.forEach(begin);
