/** @import { Question } from './contract.js' */
/** @import { Progress } from './questions.js' */
import { Refused, Unreachable } from './api.js';
import { fill, h, maybe, one } from './dom.js';
import { openDialog } from './dialogs.js';
import { progressWords } from './questions.js';

/**
 * Finishing is asked once, with what is unfinished in view, and waits until the server has every change.
 * @param {Question[]} questions
 * @param {(question: string) => Progress} progressOf
 * @param {() => Promise<void>} finish
 */
export function startFinish(questions, progressOf, finish) {
  const button = maybe('[data-finish]');
  if (!button) return;
  button.addEventListener('click', () => {
    const dialog = openDialog('dialog-finish');
    showProblem(null);
    fill(one('[data-finish-list]', dialog), ...questions.map(question => {
      const { mark, words } = progressWords[progressOf(question.id)];
      return h('li', {}, h('span', { 'aria-hidden': 'true' }, mark), h('span', {}, `${question.number}. ${question.title}`), h('span', { class: 'ws-hint' }, words));
    }));
  });
  const now = one('[data-finish-now]');
  now.addEventListener('click', async () => {
    if (now.getAttribute('aria-disabled') === 'true') return;
    now.setAttribute('aria-disabled', 'true');
    now.textContent = 'Saving your last changes';
    try {
      await withPatience(finish());
    } catch (error) {
      showProblem(wordsFor(error));
      now.removeAttribute('aria-disabled');
      now.textContent = 'Finish now';
    }
  });
}

const patienceMs = 15_000;

/** @param {Promise<void>} work */
function withPatience(work) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Unreachable('')), patienceMs));
  return Promise.race([work, late]);
}

/** @param {unknown} error */
function wordsFor(error) {
  if (error instanceof Refused) return error.message;
  return 'The server was not reached, so the assessment is still open. Your work is kept on this device; try again in a moment.';
}

/** @param {string | null} text */
function showProblem(text) {
  const line = one('[data-finish-problem]');
  line.hidden = text === null;
  line.textContent = text ?? '';
}
