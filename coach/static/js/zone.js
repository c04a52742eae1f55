// Tell the server which zone this browser is in. It is offered, never imposed.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=34560000; samesite=lax`;
}
