// @ts-check
// Loads the page again when an author saved a content file; only previews carry this.

const page = document.querySelector(".preview");
const shown = page instanceof HTMLElement ? page.dataset.stamp : undefined;

setInterval(async () => {
  const answer = await fetch("/preview/stamp").catch(() => null);
  if (answer?.ok && (await answer.text()) !== shown) location.reload();
}, 1000);
