import { h, one } from './dom.js';

const toastMs = 8_000;

/**
 * Says something to those who listen to the page, when they are not being told something else.
 * @param {string} text
 */
export function announce(text) {
  const region = one('[data-polite]');
  // A region that already says it would stay silent.
  region.replaceChildren();
  setTimeout(() => region.replaceChildren(text), 50);
}

/**
 * Shows a message for a while, and says it.
 * @param {string} text
 * @param {'info' | 'warning'} [kind]
 */
export function toast(text, kind = 'info') {
  const close = () => item.remove();
  const item = h('div', { class: `ws-toast ws-toast-${kind}` },
    h('p', {}, text),
    h('button', { type: 'button', class: 'ws-icon', 'aria-label': 'Dismiss', click: close }, '×'));
  one('[data-toasts]').append(item);
  setTimeout(() => !item.matches(':hover, :focus-within') && close(), toastMs);
  announce(text);
}
