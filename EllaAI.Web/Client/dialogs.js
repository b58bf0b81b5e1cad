import { all, one } from './dom.js';

/** Buttons marked data-close close their dialog; so does a press beside it, unless it asks something that must be answered. */
export function startDialogs() {
  for (const dialog of all('dialog')) {
    dialog.addEventListener('click', event => {
      const pressed = /** @type {Element} */ (event.target);
      if (pressed.closest('[data-close]')) dialogOf(dialog.id).close();
    });
  }
}

/**
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
export function dialogOf(id) {
  return one(`#${id}`);
}

/**
 * @param {string} id
 */
export function openDialog(id) {
  const dialog = dialogOf(id);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/**
 * A dialog that must be answered: Esc does not close it.
 * @param {string} id
 * @param {string} buttons selector of the answers
 * @returns {Promise<HTMLElement>} the button that was pressed
 */
export function ask(id, buttons) {
  const dialog = openDialog(id);
  const refuse = (/** @type {Event} */ event) => event.preventDefault();
  dialog.addEventListener('cancel', refuse);
  return new Promise(resolve => {
    for (const button of all(buttons, dialog)) {
      button.onclick = () => {
        dialog.removeEventListener('cancel', refuse);
        dialog.close();
        resolve(button);
      };
    }
  });
}
