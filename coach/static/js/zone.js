// @ts-check
// Tell the server which zone this browser is in. It is offered, never imposed. Without this script
// the zone is the one that is set, or the server's.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const safe = document.documentElement.hasAttribute("data-https");
const kept = `${safe ? "__Host-" : ""}zone=${zone}`;
if (zone && !document.cookie.split("; ").includes(kept)) {
  document.cookie = `${kept}; path=/; max-age=34560000; samesite=lax${safe ? "; secure" : ""}`;
}
