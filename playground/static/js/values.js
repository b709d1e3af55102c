// What a control holds right now: text, one value, a list of values, or null for nothing.
export function valueOf(control) {
  const ticks = control.closest("[data-ticks]");
  if (ticks) return ticked(ticks);
  const picker = control.closest("[data-picker]");
  if (picker) return picked(picker);
  if (control.dataset.type === "datetimepicker") return control.value ? unixTime(control.value, control.dataset.zone) : null;
  return control.value === "" ? null : control.value;
}

function ticked(ticks) {
  const values = [...ticks.querySelectorAll("input:checked")].map((input) => input.value);
  return ticks.dataset.type === "radio_buttons" ? (values[0] ?? null) : values;
}

function picked(picker) {
  const values = [...picker.querySelectorAll(".chip")].map((chip) => chip.dataset.value);
  return "many" in picker.dataset ? values : (values[0] ?? null);
}

// Every field of a form: {block_id: {action_id: value}}. What the app suggested is told when it is picked, so not here.
export function valuesOf(view) {
  const values = {};
  for (const control of view.querySelectorAll("[data-field] [data-control]")) {
    const { blockId, actionId, type } = control.dataset;
    if (!type.endsWith("external_select")) (values[blockId] ??= {})[actionId] = valueOf(control);
  }
  return values;
}

export const isEmpty = (value) => value === null || (Array.isArray(value) && value.length === 0);

// The moment at which clocks in `zone` show this wall time, in Unix seconds.
function unixTime(wall, zone) {
  const asUtc = Date.parse(`${wall}Z`);
  const shown = (moment) =>
    Date.parse(`${new Date(moment).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T")}Z`);
  const guess = asUtc - (shown(asUtc) - asUtc);
  return Math.round((guess - (shown(guess) - asUtc)) / 1000);
}
