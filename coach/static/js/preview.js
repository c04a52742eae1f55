// Loads the page again when an author saved a content file; only previews carry this.
const shown = document.querySelector(".preview")?.dataset.stamp;

setInterval(async () => {
  const answer = await fetch("/preview/stamp").catch(() => null);
  if (answer?.ok && (await answer.text()) !== shown) location.reload();
}, 1000);
