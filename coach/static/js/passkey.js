// @ts-check
// Ask the browser for a passkey and send its answer with the form it belongs to (WebAuthn). Without
// this script the page says so, and leads to the password.

/** @typedef {any} Json what the server or the browser calls it by */

// null on pages that ask for none, where nothing below is called
const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-passkey]"));

/** @param {string} text base64url */
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
/** @param {ArrayBuffer} buffer */
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
/** @param {Json[] | undefined} keys */
const decoded = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

function options() {
  const given = JSON.parse(form.dataset.options ?? "{}");
  given.challenge = bytes(given.challenge);
  if (given.user) given.user.id = bytes(given.user.id);
  if (given.excludeCredentials) given.excludeCredentials = decoded(given.excludeCredentials);
  if (given.allowCredentials) given.allowCredentials = decoded(given.allowCredentials);
  return { publicKey: given };
}

/** @param {Json} credential */
function told(credential) {
  const from = credential.response;
  /** @type {Json} */
  const response = { clientDataJSON: text(from.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (from[name]) response[name] = text(from[name]);
  }
  if (from.getTransports) response.transports = from.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function ask() {
  const trouble = /** @type {HTMLElement} */ (form.querySelector("[data-trouble]"));
  trouble.hidden = true;
  try {
    const isNew = form.dataset.passkey === "create";
    const credential = await navigator.credentials[isNew ? "create" : "get"](options());
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
    field.value = JSON.stringify(told(credential));
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

if (form) {
  form.querySelector("[data-start]")?.addEventListener("click", ask);
  ask();
}
