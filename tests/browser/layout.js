// What a person would stumble over on the page as it stands: returns a list of sentences.
() => {
  const least = 4; // a line of text has to have room for this many letters
  const faults = new Set();
  const width = document.documentElement.clientWidth;
  const name = (e) => `<${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${e.getAttribute("class") ? "." + e.getAttribute("class").trim().replace(/\s+/g, ".") : ""}>`;
  const says = (e) => `${name(e)} "${e.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  const unseen = (e) => {
    const box = e.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || !e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  };
  const wide = document.documentElement.scrollWidth;
  if (wide > width) {
    const last = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".scroll, .cover, .unseen, .sprite"));
    faults.add(`the page is ${wide} px wide on a screen of ${width}, by ${last.length ? last.slice(-3).map((e) => says(e.closest("svg")?.parentElement ?? e)).join(", ") : "something scrolled"}`);
  }

  const block = (e) => {
    while (/^(inline|contents|ruby)/.test(getComputedStyle(e).display) && !/^inline-/.test(getComputedStyle(e).display)) e = e.parentElement;
    return e;
  };
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const owner = node.parentElement;
    if (!/[\p{L}\p{N}]/u.test(node.data) || owner.closest("svg, script, style, option, textarea, .unseen, .skip")) continue;
    if (unseen(owner) && getComputedStyle(owner).display !== "inline") continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((b) => b.width > 1);
    if (!boxes.length) continue;

    const own = block(owner), style = getComputedStyle(own), edge = own.getBoundingClientRect();
    if (unseen(own)) continue;
    const inner = own.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const letters = inner / (parseFloat(getComputedStyle(owner).fontSize) * 0.5);
    const lines = new Set(boxes.map((b) => Math.round(b.top))).size;
    if (lines > 1 && letters < least) faults.add(`${says(own)} has room for ${letters.toFixed(1)} letters a line`);

    let free = false;
    for (let up = own; up && up !== document.body; up = up.parentElement) {
      const s = getComputedStyle(up);
      if (scrolls(up)) free = true;
      if (!free && /hidden|clip/.test(s.overflowX + s.overflowY)) {
        const cut = up.getBoundingClientRect();
        if (boxes.some((b) => b.right > cut.right + 2 || b.left < cut.left - 2 || b.top < cut.top - 6 || b.bottom > cut.bottom + 6)) faults.add(`${says(own)} is cut off by ${name(up)}`);
      }
    }
    if (!free && boxes.some((b) => b.right > width + 1 || b.left < -1)) faults.add(`${says(own)} leaves the screen`);
    if (!scrolls(own) && boxes.some((b) => b.right > edge.right + 2 || b.left < edge.left - 2)) faults.add(`${says(own)} runs out of its box`);

    // addresses of the net and of mail have no places to break at
    const addresses = [...node.data.matchAll(/\S*[@/]\S*/g)].map((a) => [a.index, a.index + a[0].length]);
    for (const word of node.data.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
      if (addresses.some(([from, to]) => word.index >= from && word.index < to)) continue;
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((b) => Math.round(b.top))).size < 2) continue;
      const pieces = new Map();
      for (let at = 0; at < word[0].length; at += 1) {
        range.setStart(node, word.index + at);
        range.setEnd(node, word.index + at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        pieces.set(top, (pieces.get(top) ?? 0) + 1);
      }
      if (pieces.size > 1 && [...pieces.values()].includes(1)) faults.add(`${says(own)} leaves one letter of "${word[0]}" on a line`);
    }
  }

  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (unseen(e) || e.closest(".skip, .unseen")) continue;
    const box = (e.closest("label") ?? e).getBoundingClientRect();
    if (box.right > width + 1 && !e.closest(".scroll")) faults.add(`${says(e)} leaves the screen`);
    const inText = getComputedStyle(e).display === "inline";
    if (!inText && (box.height < 23.5 || box.width < 23.5)) faults.add(`${says(e)} is ${box.width | 0} by ${box.height | 0}, too small to hit`);
    if (e.matches(".btn, .stamp, .leave, .tabs a") && (box.height < 43.5 || box.width < 43.5)) faults.add(`${says(e)} is ${box.width | 0} by ${box.height | 0}, small for a main action`);
  }

  // what leads on stands at the foot of the screen, above the bar of tabs
  const dock = document.querySelector(".actions.dock"), tabs = document.querySelector(".tabs");
  if (dock && matchMedia("(min-height: 30rem)").matches) {
    const fixed = tabs && getComputedStyle(tabs).position === "fixed" ? tabs.getBoundingClientRect().top : innerHeight;
    const foot = dock.getBoundingClientRect().bottom;
    if (Math.abs(foot - fixed) > 2) faults.add(`the dock ends at ${foot | 0}, the screen at ${fixed | 0}`);
  }

  // what has the focus is seen (WCAG 2.4.11), and in the order of the page
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")) {
    if (e.tabIndex > 0) faults.add(`${says(e)} jumps the queue of the focus`);
    if (e.tabIndex < 0 || e.disabled || unseen(e) || e.closest(".unseen")) continue;
    e.focus();
    if (document.activeElement !== e) continue;
    const box = (e.labels?.[0] ?? e).getBoundingClientRect(), own = e.getBoundingClientRect();
    const spots = [box, own].flatMap((b) => [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(b.left + b.width * x, b.top + b.height * y))));
    const near = (spot) => spot && (e.contains(spot) || spot.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(spot)));
    if (!spots.some(near)) faults.add(`${says(e)} cannot be seen when it has the focus`);
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  return [...faults];
}
