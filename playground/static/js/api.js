// The control API: everything a person does goes through here.
import { boot } from "./boot.js";

// `told` is the whole answer: `sent` says that the app was asked and the page shows the failure already.
export class ControlError extends Error {
  constructor(sentence, told = {}) {
    super(sentence);
    this.told = told;
  }
}

export async function control(path, body = {}) {
  const answer = await fetch(`/control/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: boot.as, settle_ms: 0, ...body }),
  }).catch(() => {
    throw new ControlError(boot.words.offline);
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok || told.ok === false) throw new ControlError(told.error ?? `HTTP ${answer.status}`, told);
  return told;
}
