/** @import { Execution, Language } from './contract.js' */
/** @import { Executions } from './executions.js' */
/** @import { Tab } from './tabs.js' */
import { announce } from './announcer.js';
import { Refused } from './api.js';
import { all, maybe, one } from './dom.js';
import { isOver, newKey } from './executions.js';
import { showCustom, showSubmissions, showTests } from './results.js';
import { spoken } from './words.js';

/** A run that hangs must not hold its buttons for ever; the server decides then whether it is busy. */
const longestWaitMs = 30_000;

/**
 * @typedef {object} RunContext
 * @property {Executions} executions
 * @property {Language[]} languages
 * @property {() => { question: string, language: string, source: string }} source
 * @property {() => boolean} allowed
 * @property {{ show: (tab: Tab) => void, current: () => Tab }} tabs
 * @property {() => void} showResults brings the results in front on a small screen
 */

/** Run and Submit, and the panels that show what came of them. */
export class Runs {
  #context;
  /** @type {{ question: string, since: number } | null} */
  #asking = null;

  /** @param {RunContext} context */
  constructor(context) {
    this.#context = context;
    one('[data-run]').addEventListener('click', () => this.run());
    maybe('[data-submit]')?.addEventListener('click', () => this.submit());
    for (const tab of all('[role="tab"]')) tab.addEventListener('click', () => this.show());
    setInterval(() => this.#showButtons(), 1_000);
  }

  /** Runs on the visible tests, or on the candidate's own input when that is in front. */
  run() {
    const own = this.#context.tabs.current() === 'custom';
    if (!own) this.#context.tabs.show('tests');
    void this.#ask('run', own ? one('[data-stdin]') : null);
  }

  submit() {
    if (!maybe('[data-submit]')) return;
    this.#context.tabs.show('tests');
    void this.#ask('submit', null);
  }

  show() {
    const { executions, languages, source } = this.#context;
    const { question } = source();
    const here = executions.all(execution => execution.question === question);
    showTests(here.find(execution => !execution.custom));
    showCustom(here.find(execution => execution.custom));
    if (maybe('#panel-submissions')) showSubmissions(here.filter(execution => execution.kind === 'submit'), languages);
    this.#showButtons();
  }

  /**
   * @param {Execution} execution
   * @param {Execution | undefined} before
   */
  changed(execution, before) {
    this.show();
    if (before && !isOver(before) && isOver(execution)) announce(spoken(execution));
  }

  /**
   * @param {'run' | 'submit'} kind
   * @param {HTMLElement | null} input
   */
  async #ask(kind, input) {
    if (!this.#context.allowed() || this.#busy()) return;
    const { question, language, source } = this.#context.source();
    const stdin = input instanceof HTMLTextAreaElement ? input.value : null;
    this.#asking = { question, since: performance.now() };
    this.#problem(null);
    this.#context.showResults();
    this.#showButtons();
    announce(kind === 'submit' ? 'Submitting' : 'Running');
    try {
      await this.#context.executions.request({ key: newKey(), kind, question, language, source, stdin }, () =>
        this.#problem('The server was not reached. Trying again; nothing is sent twice.'));
      this.#problem(null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#problem(error.signedOut ? 'Your session has ended. Reload the page to see how to go on.' : error.message);
    } finally {
      this.#asking = null;
      this.show();
    }
  }

  #busy() {
    if (this.#asking) return true;
    const { question } = this.#context.source();
    const pending = this.#context.executions.all(execution => execution.question === question && !isOver(execution));
    return pending.some(execution => this.#context.executions.age(execution.id) < longestWaitMs);
  }

  #showButtons() {
    const blocked = this.#busy() || !this.#context.allowed();
    for (const button of all('[data-run], [data-submit]')) {
      button.toggleAttribute('disabled', false);
      // Not `disabled`: the focus would fall off the button that was just pressed.
      button.setAttribute('aria-disabled', String(blocked));
    }
  }

  /** @param {string | null} text */
  #problem(text) {
    const line = one('[data-problem-line]');
    if (text && line.textContent !== text) announce(text);
    line.hidden = text === null;
    line.textContent = text ?? '';
  }
}
