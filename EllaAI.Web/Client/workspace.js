/** @import { Language, WorkspaceData } from './contract.js' */
/** @import { CodeEditor } from './editor.js' */
import { announce, toast } from './announcer.js';
import { Api } from './api.js';
import { Attempt } from './attempt.js';
import { ServerClock, plural } from './clock.js';
import { startClock } from './clock-view.js';
import { ask, dialogOf, openDialog, startDialogs } from './dialogs.js';
import { all, h, isMac, one } from './dom.js';
import { Executions } from './executions.js';
import { startFinish } from './finish.js';
import { openOutbox } from './outbox-db.js';
import { startPanes } from './panes.js';
import { Practice } from './practice.js';
import { showQuestions } from './questions.js';
import { Runs } from './runs.js';
import { editorSettings, startSettings } from './settings.js';
import { startShortcuts } from './shortcuts.js';
import { askTakeOver, hideTimeUp, showPhase, showSaved, showTimeUp } from './status.js';
import { startTabs, startViews } from './tabs.js';

/** @type {WorkspaceData} */
const data = JSON.parse(one('#workspace-data').textContent ?? '');
const api = new Api(data);
const clock = new ServerClock(() => performance.now());
const state = {
  question: data.questions[0]?.id ?? '',
  durable: true,
  known: false,
  timeUp: false,
  /** @type {CodeEditor | null} */
  editor: null,
};
let hubConnected = () => false;
let hubAgain = () => {};

const showView = startViews(() => undefined);
const tabs = startTabs();
startPanes(() => undefined);
startDialogs();
startSettings(settings => state.editor?.configure(settings));
document.addEventListener('ella-theme', () => state.editor?.refreshTheme());

const outbox = data.practice ? null : await openOutbox(data.attempt, () => {
  state.durable = false;
  toast('This browser keeps nothing between visits (a private window?). What you type is still saved on the server; do not close the page while it says that you are offline.', 'warning');
});
const attempt = outbox === null ? new Practice(data) : new Attempt(data, api, outbox, clock, {
  onPhase: (phase, detail) => {
    showPhase(phase, detail, () => void takeOver());
    state.editor?.setReadOnly(phase !== 'writing');
    all('[data-finish]').forEach(button => button.toggleAttribute('disabled', phase !== 'writing'));
    if (phase === 'elsewhere' && !state.known) askTakeOver(() => void takeOver());
    if (phase === 'time-up') showTimeUp(isSaved());
    if (phase === 'taken') dialogOf('dialog-time').close();
    if (phase === 'writing') {
      hideTimeUp();
      attempt.note({ type: 'open', question: state.question });
    }
    state.timeUp = phase === 'time-up';
    runs.show();
  },
  onSaved: saved => {
    showSaved(saved, state.durable);
    if (state.timeUp) showTimeUp(isSaved());
  },
  onSession: (session, restored) => {
    for (const execution of session.executions) executions.put(execution);
    const first = session.current ?? state.question;
    if (!state.known && data.questions.some(each => each.id === first)) state.question = first;
    state.known = true;
    if (restored.length > 0) toast(`${plural(restored.length, 'text')} from this device ${restored.length === 1 ? 'was' : 'were'} put back.`);
    show();
  },
  onChoice: async texts => {
    one('[data-recovery-list]').replaceChildren(...texts.map(text => h('details', { class: 'ws-block' },
      h('summary', {}, `${titleOf(text.question)}, ${languageOf(text.language).name}: what this device has`),
      h('pre', { tabindex: 0 }, text.text))));
    return (await ask('dialog-recovery', '[data-recovery]')).dataset.recovery === 'device';
  },
  onClosed: redirect => location.assign(redirect ?? data.api.done ?? '/'),
});

const executions = new Executions(api, () => hubConnected(), (execution, before) => {
  runs.changed(execution, before);
  showDots();
});
const runs = new Runs({
  executions,
  languages: data.languages,
  source: () => ({ ...here(), source: attempt.documents.text(here()) }),
  allowed: () => attempt.phase === 'writing' && state.editor !== null && (state.known || data.practice),
  tabs,
  showResults: () => showView('results'),
});

function isSaved() {
  return attempt.saved;
}

async function takeOver() {
  if (!(attempt instanceof Attempt)) return;
  if (attempt.phase !== 'taken') return attempt.start(true);
  try {
    await attempt.takeBack();
    hubAgain();
  } catch (error) {
    toast(error instanceof Error ? error.message : 'This did not work. Try again.', 'warning');
  }
}

/** @returns {{ question: string, language: string }} the document that is open */
function here() {
  const { languages } = questionOf(state.question);
  const used = attempt.documents.language(state.question);
  return { question: state.question, language: used && languages.includes(used) ? used : languages[0] ?? '' };
}

/**
 * @param {string} id
 * @returns {{ languages: string[], ownInput: boolean, inputHint: string }}
 */
function questionOf(id) {
  return data.questions.find(each => each.id === id) ?? { languages: [], ownInput: true, inputHint: '' };
}

/**
 * @param {string} id
 * @returns {Language}
 */
function languageOf(id) {
  return data.languages.find(each => each.id === id) ?? { id, name: id, monacoId: 'plaintext', fileName: '' };
}

/** @param {string} id */
function titleOf(id) {
  const question = data.questions.find(each => each.id === id);
  return question ? `${question.number}. ${question.title}` : id;
}

/**
 * @param {string} question
 * @returns {import('./questions.js').Progress}
 */
function progressOf(question) {
  const submissions = executions.all(execution => execution.question === question && execution.kind === 'submit');
  if (submissions.some(execution => execution.verdict === 'accepted')) return 'solved';
  if (submissions.length > 0) return 'submitted';
  return attempt.documents.touched(question) ? 'started' : 'untouched';
}

function showDots() {
  showQuestions(data.questions, state.question, progressOf);
}

function show() {
  const document = here();
  const language = languageOf(document.language);
  const { languages, ownInput, inputHint } = questionOf(document.question);
  for (const option of languageSelect().options) option.hidden = option.disabled = !languages.includes(option.value);
  languageSelect().value = language.id;
  one('[data-input-hint]').textContent = inputHint;
  tabs.offer('custom', ownInput);
  one('[data-file]').textContent = language.fileName;
  state.editor?.open(document, attempt.documents.text(document), language.monacoId, `Code for ${titleOf(document.question)}, ${language.name}`);
  showDots();
  runs.show();
}

/** @returns {HTMLSelectElement} */
function languageSelect() {
  return one('[data-language]');
}

for (const button of all('.ws-dot')) {
  button.addEventListener('click', () => {
    const question = button.dataset.question ?? '';
    if (question === state.question) return;
    state.question = question;
    attempt.note({ type: 'open', question });
    one('.ws-statement').scrollTop = 0;
    show();
  });
}

languageSelect().addEventListener('change', event => {
  const language = /** @type {HTMLSelectElement} */ (event.target).value;
  attempt.documents.choose(state.question, language);
  attempt.note({ type: 'language', question: state.question, language });
  show();
});

one('[data-reset]').addEventListener('click', () => {
  one('[data-reset-language]').textContent = languageOf(here().language).name;
  openDialog('dialog-reset');
});
one('[data-reset-now]').addEventListener('click', () => {
  dialogOf('dialog-reset').close();
  state.editor?.replace(attempt.documents.starter(here()));
  state.editor?.focus();
});

const tabMode = one('[data-tab-mode]');
/** @param {boolean} leaves */
function showTabMode(leaves) {
  const keys = isMac ? 'Ctrl+Shift+M' : 'Ctrl+M';
  tabMode.textContent = leaves ? 'Tab leaves the editor' : 'Tab indents';
  tabMode.title = `${keys} in the editor switches between indenting and leaving it`;
  tabMode.setAttribute('aria-pressed', String(leaves));
}
showTabMode(false);
tabMode.addEventListener('click', () => state.editor?.toggleTabMode());

startShortcuts({ onRun: () => runs.run(), onSubmit: () => runs.submit() });
startFinish(data.questions, progressOf, () => (attempt instanceof Attempt ? attempt.finish() : Promise.resolve()));
startClock(clock, () => attempt instanceof Attempt && attempt.timeIsUp());

window.addEventListener('online', () => {
  attempt.retry();
  executions.retry();
});
window.addEventListener('focus', () => attempt.note({ type: 'focus', focused: true }));
window.addEventListener('blur', () => attempt.note({ type: 'focus', focused: false }));
document.addEventListener('visibilitychange', () => attempt.hidden(document.visibilityState === 'hidden'));
window.addEventListener('pagehide', () => attempt.hidden(true));
// A page from the back-forward cache has lost its lock and its place in the sequence.
window.addEventListener('pageshow', event => event.persisted && location.reload());
window.addEventListener('beforeunload', event => {
  if (!state.durable && !isSaved()) event.preventDefault();
});

show();
if (attempt instanceof Attempt) void attempt.start();
if (data.api.hub) void startHub(data.api.hub);
await startEditor();

/** @param {string} address */
async function startHub(address) {
  const { connectHub } = await import('./hub.js');
  const hub = connectHub(address, {
    execution: execution => executions.put(execution),
    test: ({ execution, test }) => executions.putTest(execution, test),
    compiled: ({ execution, compile }) => executions.putCompile(execution, compile),
    clock: told => {
      clock.set(told);
      if (told.state === 'closed' && attempt instanceof Attempt) void attempt.close(null);
    },
    superseded: ({ epoch }) => attempt instanceof Attempt && attempt.superseded(epoch),
    seatAsked: ({ handovers }) => attempt instanceof Attempt && void attempt.askedToHandOver(handovers),
    seatTaken: ({ handovers }) => attempt instanceof Attempt && attempt.taken(handovers),
    closed: ({ redirect }) => attempt instanceof Attempt && void attempt.close(redirect),
    connected: () => {
      attempt.retry();
      executions.retry();
    },
  });
  hubConnected = hub.connected;
  hubAgain = hub.again;
}

async function startEditor() {
  const host = one('[data-editor]');
  try {
    const { CodeEditor } = await import('./editor.js');
    state.editor = new CodeEditor(host, editorSettings(), data.worker, {
      onChange: (document, changes, text) => {
        attempt.edit(document, changes, text);
        showDots();
      },
      onPaste: ({ question }, length) => attempt.note({ type: 'paste', question, length }),
      onTooLong: () => toast('An answer can have 65,536 characters at most. The last change was taken back.', 'warning'),
      onTabMode: leaves => {
        showTabMode(leaves);
        announce(leaves ? 'Tab now leaves the editor.' : 'Tab now indents.');
      },
      onRun: () => runs.run(),
      onSubmit: () => runs.submit(),
    });
    state.editor.setReadOnly(attempt.phase !== 'writing');
    show();
  } catch (error) {
    console.error(error);
    host.replaceChildren(h('div', { class: 'ws-empty' },
      h('p', {}, 'The editor could not be loaded. What you typed before is safe.'),
      h('button', { type: 'button', class: 'ws-button', click: () => location.reload() }, 'Reload')));
  }
}
