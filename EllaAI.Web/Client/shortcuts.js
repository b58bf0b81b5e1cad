import { openDialog } from './dialogs.js';
import { all, isMac, one } from './dom.js';

/** @param {{ onRun: () => void, onSubmit: () => void }} actions */
export function startShortcuts({ onRun, onSubmit }) {
  if (isMac) {
    for (const key of all('[data-mod]')) key.textContent = '⌘';
    one('[data-tab-keys]').innerHTML = '<kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>M</kbd>';
  }
  one('[data-shortcuts]').addEventListener('click', () => openDialog('dialog-shortcuts'));
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const target = /** @type {Element} */ (event.target);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      (event.shiftKey ? onSubmit : onRun)();
    } else if (event.key === '?' && !target.closest('input, textarea, select, [contenteditable], .monaco-editor')) {
      event.preventDefault();
      openDialog('dialog-shortcuts');
    }
  });
}
