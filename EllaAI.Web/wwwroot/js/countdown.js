// @ts-check
// Fills elements with data-deadline (milliseconds since 1970) with the time left, by the server's clock.

let ahead = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** @param {number} serverNow milliseconds since 1970 */
export function start(serverNow) {
  ahead = serverNow - Date.now();
  stop();
  timer = setInterval(tick, 1000);
  tick();
}

export function stop() {
  clearInterval(timer);
}

function tick() {
  for (const element of document.querySelectorAll("[data-deadline]"))
    if (element instanceof HTMLElement) element.textContent = clock(Number(element.dataset.deadline) - Date.now() - ahead);
}

/** As Words.Clock writes it. @param {number} left milliseconds */
function clock(left) {
  const seconds = Math.max(0, Math.floor(left / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  /** @param {number} number */
  const two = number => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
