/** @import { Execution, Language, Test } from './contract.js' */
import { fill, h, isMac, one } from './dom.js';
import { isOver } from './executions.js';
import { measuresOf, pointsOf, summary, verdictOf } from './words.js';

/** Which test is looked at, by execution. @type {Map<string, number>} */
const chosen = new Map();

/**
 * @param {Execution | undefined} execution the latest run or submission on tests; none yet: undefined
 */
export function showTests(execution) {
  const panel = one('#panel-tests');
  if (!execution) {
    return fill(panel, h('div', { class: 'ws-empty' },
      h('p', {}, 'Run your code on the example tests and see here what it answers.'),
      h('p', { class: 'ws-hint' }, h('kbd', {}, isMac ? '⌘' : 'Ctrl'), ' ', h('kbd', {}, 'Enter'), ' runs')));
  }
  fill(panel, ...report(execution, () => showTests(execution)));
}

/** @param {Execution | undefined} execution the latest run on the candidate's own input */
export function showCustom(execution) {
  const output = one('[data-custom-output]');
  if (!execution) return fill(output, h('p', { class: 'ws-hint' }, 'What you type here is given to your program as standard input. The output appears here.'));
  const test = execution.tests[0];
  fill(output,
    headline(execution),
    compileOutput(execution),
    test && h('p', { class: 'ws-measures' }, measuresOf(test)),
    ...(test ? [block('Output', test.stdout, true), block('Errors', test.stderr), note(test)] : []));
}

/**
 * @param {Execution[]} submissions newest first
 * @param {Language[]} languages
 */
export function showSubmissions(submissions, languages) {
  const panel = one('#panel-submissions');
  if (submissions.length === 0) {
    return fill(panel, h('div', { class: 'ws-empty' },
      h('p', {}, 'Nothing submitted for this question yet.'),
      h('p', { class: 'ws-hint' }, 'A submission runs all tests, hidden ones too. You can submit as often as you like.')));
  }
  const again = () => showSubmissions(submissions, languages);
  fill(panel, h('ol', { class: 'ws-submissions', reversed: true }, ...submissions.map((execution, index) => {
    const language = languages.find(each => each.id === execution.language)?.name ?? execution.language;
    const open = panel.dataset.open === execution.id;
    const { mark, tone } = isOver(execution) ? verdictOf(execution.verdict) : verdictOf(null);
    const toggle = () => {
      panel.dataset.open = open ? '' : execution.id;
      again();
    };
    return h('li', {},
      h('button', { type: 'button', class: 'ws-submission', 'aria-expanded': String(open), 'data-key': execution.id, click: toggle },
        h('span', { class: `ws-mark ws-${tone}`, 'aria-hidden': 'true' }, mark),
        h('span', {}, `Submission ${submissions.length - index}`),
        h('span', {}, isOver(execution) ? pointsOf(execution) ?? summary(execution) : summary(execution)),
        h('span', { class: 'ws-hint' }, `${language} · ${timeOf(execution.createdAt)}`)),
      open && h('div', { class: 'ws-submission-body' }, ...report(execution, again)));
  })));
}

/**
 * @param {Execution} execution
 * @param {() => void} again shows it anew
 */
function report(execution, again) {
  const { id, tests } = execution;
  const firstBad = tests.find(test => test.visible && test.verdict !== null && test.verdict !== 'accepted');
  const shown = tests.find(test => test.number === chosen.get(id)) ?? firstBad ?? tests.find(test => test.visible);
  const choose = (/** @type {Test} */ test) => () => {
    chosen.set(id, test.number);
    again();
  };
  return [
    headline(execution),
    compileOutput(execution),
    tests.length > 0 && h('div', { class: 'ws-tests', role: 'group', 'aria-label': 'Tests' },
      ...tests.map(test => chip(id, test, test === shown, choose(test)))),
    shown && details(shown),
  ];
}

/** @param {Execution} execution */
function headline(execution) {
  const over = isOver(execution);
  const { mark, tone } = verdictOf(over && execution.state !== 'stopped' ? execution.verdict ?? 'system-error' : null);
  const points = over ? pointsOf(execution) : null;
  return h('p', { class: `ws-headline ws-${tone}` },
    h('span', { class: over ? 'ws-mark' : 'ws-mark ws-spin', 'aria-hidden': 'true' }, over ? mark : ''),
    h('strong', {}, summary(execution)),
    points && h('span', { class: 'ws-hint' }, points),
    over && execution.state !== 'stopped' && execution.verdict !== 'system-error' && execution.message && h('span', { class: 'ws-hint' }, execution.message));
}

/** @param {Execution} execution */
function compileOutput({ compile }) {
  return compile?.output ? block(compile.verdict === 'accepted' ? 'Compiler' : 'Compiler message', compile.output) : null;
}

/**
 * @param {string} execution
 * @param {Test} test
 * @param {boolean} selected
 * @param {() => void} choose
 */
function chip(execution, test, selected, choose) {
  const { mark, tone, words } = verdictOf(test.verdict);
  return h('button', {
    type: 'button',
    class: `ws-chip ws-${tone}`,
    'aria-pressed': String(selected),
    'data-key': `${execution}/${test.number}`,
    click: choose,
  },
    h('span', { class: 'ws-mark', 'aria-hidden': 'true' }, mark),
    h('span', {}, test.visible ? test.name : `${test.number} hidden`),
    h('span', { class: 'visually-hidden' }, `: ${words}`),
    test.visible && test.cpuMs !== undefined && test.cpuMs !== null && test.verdict !== null && h('span', { class: 'ws-hint' }, `${test.cpuMs} ms`));
}

/** @param {Test} test */
function details(test) {
  const { words } = verdictOf(test.verdict);
  if (!test.visible) return h('p', { class: 'ws-detail ws-hint' }, `Hidden test ${test.number}: ${words.toLowerCase()}. Its input is not shown.`);
  return h('div', { class: 'ws-detail' },
    h('p', { class: 'ws-measures' }, h('strong', {}, `${test.name}: ${words}`), ' ', measuresOf(test)),
    note(test),
    cases(test),
    h('div', { class: 'ws-blocks' },
      block('Input', test.stdin, test.expected !== null),
      block('Expected', test.expected, true),
      test.verdict !== null && block('Your output', test.stdout, true),
      block('Errors', test.stderr)));
}

/** @param {Test} test */
function cases({ cases }) {
  if (!cases?.length) return null;
  return h('ul', { class: 'ws-cases', 'aria-label': 'Unit tests' }, ...cases.map(each => {
    const { mark, tone, words } = verdictOf(each.verdict);
    return h('li', { class: `ws-${tone}` },
      h('span', { class: 'ws-mark', 'aria-hidden': 'true' }, mark),
      h('span', { class: 'ws-case' }, each.name, h('span', { class: 'visually-hidden' }, `: ${words}`)),
      each.message && h('pre', { tabindex: 0 }, each.message));
  }));
}

/** @param {Test} test */
function note({ note }) {
  return note ? h('p', { class: 'ws-note' }, note) : null;
}

/**
 * @param {string} title
 * @param {string | null | undefined} text null: not known; shown only when there is something
 * @param {boolean} [evenEmpty]
 */
function block(title, text, evenEmpty = false) {
  if (text === null || text === undefined || (text === '' && !evenEmpty)) return null;
  return h('figure', { class: 'ws-block' },
    h('figcaption', {}, title),
    text === '' ? h('p', { class: 'ws-hint' }, 'empty') : h('pre', { tabindex: 0 }, text));
}

/** @param {string} iso */
function timeOf(iso) {
  return new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
