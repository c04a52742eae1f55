// @ts-check
// A search beside the list of time zones, and this device's own zone first in it. Without this
// script the list is a plain one, in groups.

/** Add both to the list.
 * @param {HTMLSelectElement} select */
function extend(select) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const group = document.createElement("optgroup");
  group.label = "This device";
  const listed = [...select.options].find((option) => option.value === own);
  const mine = listed ?? new Option(own?.replaceAll("_", " "), own);
  if (own) {
    const chosen = select.value;
    group.append(mine);
    select.prepend(group);
    select.value = chosen;
  }

  const search = document.createElement("input");
  search.type = "search";
  search.id = "zone-search";
  search.className = "input";
  search.autocomplete = "off";
  search.setAttribute("list", "zone-names");
  const label = document.createElement("label");
  label.htmlFor = search.id;
  label.className = "hint";
  label.textContent = "Or search by city or country";
  const names = document.createElement("datalist");
  names.id = "zone-names";
  names.append(...[...select.options].map((option) => new Option(option.label)));
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  select.after(label, search, names, said);

  /** The zones whose words hold what was typed; one whose whole name was typed is the only one. */
  function found() {
    const typed = search.value.trim().toLowerCase();
    const some = [...select.options].filter((option) => option.label.toLowerCase().includes(typed));
    const whole = some.filter((option) => option.label.toLowerCase() === typed);
    return whole.length ? whole : some;
  }

  function take() {
    const [first, second] = found();
    if (!search.value.trim() || !first || second) return false;
    select.value = first.value;
    said.textContent = `${first.label} is chosen. Save to keep it.`;
    return true;
  }

  search.addEventListener("input", take);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter looks for a zone; it does not save the settings
    const count = found().length;
    if (take()) return;
    said.textContent = count
      ? `${count} places have this in their name. Type more, or choose above.`
      : "No place of this name. Try a larger city nearby.";
  });
}

const zones = document.querySelector("select[name=zone]");
if (zones instanceof HTMLSelectElement) extend(zones);
