// @ts-check
// An estimate by a slider beside the number: moving one sets the other. Its handle is pale and says
// nothing until it is moved. Without this script the number is typed.

const scale = /** @type {HTMLElement | null} */ (document.querySelector("[data-scale]"));

/** Return a round step, so that the scale has at most about two hundred of them.
 * @param {number} low @param {number} high */
function stepOf(low, high) {
  const span = high - low;
  if (Number.isInteger(low) && Number.isInteger(high) && span >= 10 && span <= 200) return 1;
  const rough = span / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= rough * 0.999) ?? rough;
}

if (scale) {
  const number = /** @type {HTMLInputElement} */ (scale.querySelector("input"));
  const low = Number(scale.dataset.low);
  const high = Number(scale.dataset.high);
  const slider = document.createElement("input");
  slider.type = "range";
  [slider.min, slider.max, slider.step] = [low, high, stepOf(low, high)].map(String);
  slider.setAttribute("aria-label", "Your estimate, as a slider");
  const follow = () => {
    const typed = Number(number.value.trim().replace(/\s|%$/g, "").replace(",", "."));
    const given = number.value.trim() !== "" && Number.isFinite(typed);
    slider.value = String(given ? typed : (low + high) / 2);
    slider.classList.toggle("unset", !given);
    if (given) slider.removeAttribute("aria-valuetext");
    else slider.setAttribute("aria-valuetext", "no estimate yet");
  };
  slider.addEventListener("input", () => {
    number.value = String(Number(Number(slider.value).toFixed(10)));
    number.dispatchEvent(new Event("input", { bubbles: true }));
  });
  number.addEventListener("input", follow);
  number.addEventListener("change", follow); // a draft was put back
  follow();
  scale.append(slider);
}
