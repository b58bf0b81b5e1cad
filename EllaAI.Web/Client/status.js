/** @import { Phase } from './attempt.js' */
/** @import { Saved } from './journal.js' */
import { announce, toast } from './announcer.js';
import { maybe, one } from './dom.js';
import { dialogOf, openDialog } from './dialogs.js';

/** @type {Saved} */
let shown = 'saving';

/**
 * @param {Saved} saved
 * @param {boolean} durable what is typed survives the end of the page without the server
 */
export function showSaved(saved, durable) {
  const badge = maybe('[data-saved]');
  // A page that may not write has no news of saving.
  if (!badge || ['taken', 'superseded', 'elsewhere'].includes(one('.workspace').dataset.phase ?? '')) return;
  const words = { saved: 'Saved', saving: 'Saving', offline: durable ? 'Offline: kept on this device' : 'Offline: keep this page open' }[saved];
  badge.dataset.saved = saved;
  one('[data-saved-icon]', badge).textContent = { saved: '✓', saving: '•', offline: '!' }[saved];
  one('[data-saved-text]', badge).textContent = words;
  // Saving comes and goes with every word; only what changes for the candidate is said.
  if (saved === 'offline' && shown !== 'offline') announce(words);
  if (saved === 'saved' && shown === 'offline') announce('Online again. Everything is saved.');
  if (saved !== 'saving' || shown !== 'offline') shown = saved;
}

function showReadOnly() {
  const badge = maybe('[data-saved]');
  if (!badge) return;
  badge.dataset.saved = 'read-only';
  one('[data-saved-icon]', badge).textContent = '–';
  one('[data-saved-text]', badge).textContent = 'Read only';
}

/** @type {Partial<Record<Phase, { text: string, action: string }>>} */
const banners = {
  'handing-over': { text: 'Another device is about to continue this assessment. Your last changes are being sent.', action: '' },
  taken: { text: 'This assessment is now open on another device. Everything you typed here is saved. You can read this page, not change it.', action: 'Continue here' },
  superseded: { text: 'This assessment was opened on another page. What you see here can be read, not changed.', action: 'Continue here' },
  elsewhere: { text: 'This assessment is open in another tab. What you see here can be read, not changed.', action: 'Continue here' },
  'signed-out': { text: 'Your session has ended. Reload the page to see how to go on: what was not sent yet is kept on this device.', action: 'Reload' },
  refused: { text: 'Your changes cannot be sent. They are kept on this device. Reload the page to go on.', action: 'Reload' },
};

const unsent = 'This assessment is now open on another device. The last changes made here had not reached the server and are not part of your answers: they are kept on this device. '
  + 'Continue here to see them and choose which text stays.';

/**
 * @param {Phase} phase
 * @param {string | undefined} detail
 * @param {() => void} onContinue take the writer's role
 */
export function showPhase(phase, detail, onContinue) {
  one('.workspace').dataset.phase = phase;
  if (phase === 'taken' || phase === 'superseded' || phase === 'elsewhere') showReadOnly();
  const banner = one('[data-banner]');
  const say = banners[phase];
  banner.hidden = !say;
  if (!say) return;
  one('[data-banner-text]', banner).textContent = phase === 'taken' && detail === 'unsent' ? unsent
    : detail && phase === 'refused' ? `${say.text} (${detail})` : say.text;
  const button = one('[data-banner-action]', banner);
  button.hidden = say.action === '';
  button.textContent = say.action;
  button.onclick = () => (say.action === 'Reload' ? location.reload() : onContinue());
}

/** @param {boolean} saved */
export function showTimeUp(saved) {
  const dialog = openDialog('dialog-time');
  dialog.oncancel = event => event.preventDefault();
  const text = saved
    ? 'Everything you typed is saved and is being scored.'
    : 'Your last changes are kept on this device and are sent as soon as the server can be reached. Please keep this page open.';
  const line = one('[data-time-text]', dialog);
  if (line.textContent === text) return;
  line.textContent = text;
  announce(`Time is up. ${text}`);
}

export function hideTimeUp() {
  const dialog = maybe('#dialog-time');
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open) return;
  dialog.close();
  toast('You have more time: the interruption was not your fault.');
}

/** @param {() => void} onTakeOver */
export function askTakeOver(onTakeOver) {
  const dialog = openDialog('dialog-elsewhere');
  one('[data-take-over]', dialog).onclick = () => {
    dialogOf('dialog-elsewhere').close();
    onTakeOver();
  };
}
