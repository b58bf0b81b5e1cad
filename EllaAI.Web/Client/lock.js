/** A page that is reloaded may still be letting go of its lock. */
const patienceMs = 1_000;

/**
 * Holds a name for as long as the page lives, one page of this browser at a time. Browsers without locks (or pages without
 * a secure origin) rely on the server's epoch alone.
 * @param {string} name
 * @param {boolean} steal take it from the page that has it
 * @param {() => void} onLost another page took it
 * @returns {Promise<boolean>} false when another page has it
 */
export function holdLock(name, steal, onLost) {
  if (!globalThis.navigator?.locks) return Promise.resolve(true);
  return new Promise(resolve => {
    let held = false;
    const options = steal ? { steal: true } : { signal: AbortSignal.timeout(patienceMs) };
    navigator.locks.request(name, options, () => {
      held = true;
      resolve(true);
      return new Promise(() => undefined);
    }).catch(() => (held ? onLost() : resolve(false)));
  });
}
