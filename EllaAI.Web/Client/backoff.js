const firstMs = 1_000;
const longestMs = 10_000;

/** Waits 1, 2, 4, 8, then 10 seconds between tries, each a little off so that thousands of pages do not return at once. */
export class Backoff {
  #tries = 0;
  /** @type {(() => void) | null} */
  #wake = null;

  reset() {
    this.#tries = 0;
  }

  /** Ends the current wait, because something suggests that a try is worth it (the browser is online again). */
  kick() {
    this.#tries = 0;
    this.#wake?.();
  }

  /** @returns {Promise<void>} */
  wait() {
    const delay = Math.min(longestMs, firstMs * 2 ** this.#tries++) * (0.85 + Math.random() * 0.3);
    return new Promise(resolve => {
      const timer = setTimeout(resolve, delay);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
