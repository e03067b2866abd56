/** Tells pages that a day was run: what they show may be of yesterday. */
const name = 'crm:day-changed';

export function dayChanged(): void {
  dispatchEvent(new Event(name));
}

/** Gives back what ends it. */
export function onDayChanged(listener: () => void): () => void {
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
}
