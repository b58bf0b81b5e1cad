import { all, one } from './dom.js';

const step = 2;

/**
 * Dividers that are dragged or moved with arrow keys, and remembered on this device.
 * @param {() => void} onMoved
 */
export function startPanes(onMoved) {
  for (const divider of all('[data-divider]')) startDivider(divider, onMoved);
}

/**
 * @param {HTMLElement} divider
 * @param {() => void} onMoved
 */
function startDivider(divider, onMoved) {
  const name = divider.dataset.divider ?? '';
  const vertical = divider.getAttribute('aria-orientation') === 'vertical';
  const [least, most] = [Number(divider.getAttribute('aria-valuemin')), Number(divider.getAttribute('aria-valuemax'))];
  const panes = one('.ws-panes');

  /** @param {number} percent */
  const move = percent => {
    const value = Math.round(Math.min(most, Math.max(least, percent)) * 10) / 10;
    panes.style.setProperty(`--${name}`, `${value}%`);
    divider.setAttribute('aria-valuenow', String(Math.round(value)));
    onMoved();
    return value;
  };
  const now = () => Number.parseFloat(panes.style.getPropertyValue(`--${name}`)) || Number(divider.getAttribute('aria-valuenow'));
  const stored = remembered(name);
  if (stored !== null) move(stored);

  divider.addEventListener('pointerdown', event => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
    divider.focus();
  });
  divider.addEventListener('pointermove', event => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const box = panes.getBoundingClientRect();
    move(vertical ? ((event.clientX - box.left) / box.width) * 100 : ((box.bottom - event.clientY) / box.height) * 100);
  });
  divider.addEventListener('lostpointercapture', () => remember(name, now()));
  divider.addEventListener('keydown', event => {
    const grow = vertical ? 'ArrowRight' : 'ArrowUp';
    const shrink = vertical ? 'ArrowLeft' : 'ArrowDown';
    const target = { [grow]: now() + step, [shrink]: now() - step, Home: least, End: most }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    remember(name, move(target));
  });
}

/** @param {string} name */
function remembered(name) {
  try {
    const stored = localStorage.getItem(`ella-pane-${name}`);
    return stored === null || Number.isNaN(Number(stored)) ? null : Number(stored);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {number} percent
 */
function remember(name, percent) {
  try {
    localStorage.setItem(`ella-pane-${name}`, String(percent));
  } catch {
    // The layout lasts as long as the page.
  }
}
