/** @import { ServerClock } from './clock.js' */
import { announce, toast } from './announcer.js';
import { Warnings, formatClock, plural, speakClock } from './clock.js';
import { maybe, one } from './dom.js';

/**
 * Shows the time left. Silent for those who listen, except for the warnings and when asked.
 * @param {ServerClock} clock
 * @param {() => void} onZero
 */
export function startClock(clock, onZero) {
  const button = maybe('[data-clock]');
  if (!button) return;
  const text = one('[data-clock-text]', button);
  const warnings = new Warnings();
  let over = false;
  const tick = () => {
    if (!clock.known) return;
    const left = clock.remaining();
    const shown = formatClock(left);
    if (text.textContent !== shown) text.textContent = shown;
    button.classList.toggle('ws-clock-low', left <= 5 * 60_000);
    const minutes = warnings.due(left);
    if (minutes !== null) toast(`${plural(minutes, 'minute')} left.`, 'warning');
    if (left === 0 && !over) onZero();
    over = left === 0;
  };
  button.addEventListener('click', () => announce(clock.known ? `${speakClock(clock.remaining())} left` : 'The time is not known yet.'));
  setInterval(tick, 250);
}
