/** @import { Question } from './contract.js' */
import { all } from './dom.js';

/** @typedef {'untouched' | 'started' | 'submitted' | 'solved'} Progress */

/** @type {Record<Progress, { mark: string, words: string }>} */
export const progressWords = {
  untouched: { mark: '○', words: 'not started' },
  started: { mark: '◐', words: 'started' },
  submitted: { mark: '●', words: 'submitted' },
  solved: { mark: '✓', words: 'all tests passed' },
};

/**
 * @param {Question[]} questions
 * @param {string} current
 * @param {(question: string) => Progress} progressOf
 */
export function showQuestions(questions, current, progressOf) {
  for (const article of all('[data-problem]')) article.hidden = article.dataset.problem !== current;
  for (const button of all('.ws-dot')) {
    const question = questions.find(each => each.id === button.dataset.question);
    if (!question) continue;
    const progress = progressOf(question.id);
    button.dataset.progress = progress;
    if (question.id === current) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
    const [mark, state] = [button.querySelector('.ws-dot-mark'), button.querySelector('[data-dot-state]')];
    if (mark) mark.textContent = progressWords[progress].mark;
    if (state) state.textContent = `: ${question.title}, ${progressWords[progress].words}`;
  }
}
