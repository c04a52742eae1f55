// Ask the browser for a passkey and send its answer with the form it belongs to (WebAuthn).
const form = document.querySelector("form[data-passkey]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decoded = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

function options() {
  const given = JSON.parse(form.dataset.options);
  given.challenge = bytes(given.challenge);
  if (given.user) given.user.id = bytes(given.user.id);
  if (given.excludeCredentials) given.excludeCredentials = decoded(given.excludeCredentials);
  if (given.allowCredentials) given.allowCredentials = decoded(given.allowCredentials);
  return { publicKey: given };
}

function told(credential) {
  const from = credential.response;
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
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = true;
  try {
    const credential = await navigator.credentials[form.dataset.passkey](options());
    form.elements.credential.value = JSON.stringify(told(credential));
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

if (form) {
  form.querySelector("[data-start]").addEventListener("click", ask);
  ask();
}
