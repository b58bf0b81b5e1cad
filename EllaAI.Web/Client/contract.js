// The shapes that travel between this page and the server. Types only.

/**
 * @typedef {{ question: string, language: string }} DocumentKey one text: a question in one language
 *
 * @typedef {{ offset: number, length: number, text: string }} Change UTF-16 code units, against the text as changed so far
 * @typedef {DocumentKey & { type: 'edit', at: number, changes: Change[], total: number, hash: number }} EditItem
 * @typedef {DocumentKey & { type: 'snapshot', at: number, text: string }} SnapshotItem
 * @typedef {{ type: 'open', at: number, question: string }} OpenItem
 * @typedef {DocumentKey & { type: 'language', at: number }} LanguageItem
 * @typedef {{ type: 'focus', at: number, focused: boolean }} FocusItem
 * @typedef {{ type: 'paste', at: number, question: string, length: number }} PasteItem
 * @typedef {EditItem | SnapshotItem | OpenItem | LanguageItem | FocusItem | PasteItem} Item `at`: ms since this page's session began
 *
 * @typedef {{ epoch: number, seq: number, items: Item[] }} Batch
 * @typedef {{ serverNow: string, deadline: string, state: 'in-progress' | 'closed' }} Clock
 * @typedef {Clock & { acked: number, status: 'accepted' | 'duplicate' | 'superseded' | 'late', resync: DocumentKey[] }} JournalReply
 *
 * @typedef {{ question: string, language: string | null, texts: Record<string, string> }} Draft language: the one in use, when one was chosen
 * @typedef {{ question: string, texts: Record<string, string> }} Starter
 * @typedef {Clock & { epoch: number, current: string | null, drafts: Draft[], starters: Starter[], executions: Execution[] }} Session
 *
 * @typedef {{ verdict: string, output: string }} Compile
 * @typedef {{ name: string, verdict: string, message: string }} Case
 *
 * @typedef {object} Test
 * @property {number} number
 * @property {string} name
 * @property {boolean} visible
 * @property {string | null} verdict null while pending
 * @property {number | null} [cpuMs]
 * @property {number | null} [memoryKb]
 * @property {string | null} [stdin]
 * @property {string | null} [expected]
 * @property {string | null} [stdout]
 * @property {string | null} [stderr]
 * @property {string | null} [note]
 * @property {Case[]} [cases] what a test runner reported
 *
 * @typedef {object} Execution
 * @property {string} id
 * @property {'run' | 'submit'} kind
 * @property {string} question
 * @property {string} language
 * @property {'queued' | 'running' | 'finished' | 'failed' | 'stopped'} state
 * @property {string} createdAt
 * @property {boolean} custom
 * @property {Compile | null} compile
 * @property {Test[]} tests
 * @property {string | null} verdict
 * @property {number | null} points
 * @property {number | null} maxPoints
 * @property {string | null} message
 *
 * @typedef {{ key: string, kind: 'run' | 'submit', question: string, language: string, source: string, stdin: string | null }} ExecutionRequest
 *
 * @typedef {{ id: string, number: number, title: string, points: number, languages: string[], ownInput: boolean, inputHint: string }} Question languages: those it can be answered in
 * @typedef {{ id: string, name: string, monacoId: string, fileName: string }} Language
 * @typedef {{ session: string | null, journal: string | null, executions: string, finish: string | null, hub: string | null, done: string | null, seat: string | null, release: string | null }} Addresses null: this page has none
 * @typedef {object} WorkspaceData what the server wrote into the page
 * @property {string} attempt
 * @property {boolean} practice nothing is kept, nothing is scored, no clock
 * @property {string} csrfToken
 * @property {string} worker address of Monaco's worker
 * @property {Addresses} api
 * @property {Question[]} questions
 * @property {Language[]} languages
 * @property {Starter[]} starters
 * @property {number} handovers how often the attempt had gone from one device to another when the page was made
 */

export {};
