/** @import { Change, DocumentKey } from './contract.js' */
/** @import { EditorSettings } from './settings.js' */
import './monaco.js';
import * as monaco from 'monaco-editor/editor';
import { maxText, repair, wellFormed } from './edits.js';
import { isMac } from './dom.js';
import { defineThemes, themeName } from './editor-theme.js';

/**
 * @typedef {object} EditorEvents
 * @property {(document: DocumentKey, changes: Change[], text: string) => void} onChange
 * @property {(document: DocumentKey, length: number) => void} onPaste
 * @property {() => void} onTooLong the change that went over the limit was taken back
 * @property {(leaves: boolean) => void} onTabMode whether Tab leaves the editor
 * @property {() => void} onRun
 * @property {() => void} onSubmit
 */

/** Monaco, knowing of documents rather than files. Its text always ends lines with LF. */
export class CodeEditor {
  #editor;
  #events;
  /** @type {Map<string, monaco.editor.ITextModel>} */
  #models = new Map();
  /** @type {DocumentKey | null} */
  #document = null;
  #text = '';
  #silent = false;
  #tabSize;

  /**
   * @param {HTMLElement} host
   * @param {EditorSettings} settings
   * @param {string} worker
   * @param {EditorEvents} events
   */
  constructor(host, settings, worker, events) {
    globalThis.MonacoEnvironment = { getWorker: () => new Worker(worker, { type: 'module', name: 'editor' }) };
    defineThemes();
    this.#events = events;
    this.#tabSize = settings.tabSize;
    host.replaceChildren();
    this.#editor = monaco.editor.create(host, {
      model: null,
      theme: themeName(),
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
      fontSize: settings.fontSize,
      lineHeight: 1.5,
      minimap: { enabled: false },
      automaticLayout: true,
      scrollBeyondLastLine: false,
      fixedOverflowWidgets: true,
      stickyScroll: { enabled: false },
      padding: { top: 12, bottom: 12 },
      renderLineHighlight: 'line',
      lineNumbersMinChars: 3,
      // What the platform measures is the candidate's own typing: words of the text are offered, nothing else.
      wordBasedSuggestions: 'currentDocument',
      // A dimmed number is too pale to read.
      renderFinalNewline: 'on',
      unusualLineTerminators: 'off',
      accessibilitySupport: 'auto',
      readOnlyMessage: { value: 'This page cannot write now.' },
    });
    this.#listen();
  }

  /**
   * @param {DocumentKey} document
   * @param {string} text
   * @param {string} monacoId
   * @param {string} label what the editor is called for those who hear it
   */
  open(document, text, monacoId, label) {
    const key = `${document.question}/${document.language}`;
    const model = this.#models.get(key) ?? this.#create(key, monacoId);
    this.#document = null;
    if (model.getValue() !== text) model.setValue(text);
    this.#text = text;
    if (this.#editor.getModel() !== model) this.#editor.setModel(model);
    this.#document = document;
    this.#editor.updateOptions({ ariaLabel: `${label}. ${isMac ? 'Control Shift M' : 'Control M'} makes Tab leave the editor.` });
  }

  /**
   * Replaces the text as an edit that can be undone.
   * @param {string} text
   */
  replace(text) {
    const model = this.#editor.getModel();
    if (!model) return;
    this.#editor.pushUndoStop();
    this.#editor.executeEdits('reset', [{ range: model.getFullModelRange(), text }]);
    this.#editor.pushUndoStop();
  }

  /** @param {boolean} readOnly */
  setReadOnly(readOnly) {
    this.#editor.updateOptions({ readOnly });
  }

  /** @param {EditorSettings} settings */
  configure(settings) {
    this.#tabSize = settings.tabSize;
    this.#editor.updateOptions({ fontSize: settings.fontSize });
    for (const model of this.#models.values()) model.updateOptions({ tabSize: settings.tabSize });
  }

  refreshTheme() {
    defineThemes();
    monaco.editor.setTheme(themeName());
  }

  focus() {
    this.#editor.focus();
  }

  toggleTabMode() {
    const leaves = !this.#editor.getOption(monaco.editor.EditorOption.tabFocusMode);
    this.#editor.updateOptions({ tabFocusMode: leaves });
    this.#events.onTabMode(leaves);
  }

  /**
   * @param {string} key
   * @param {string} monacoId
   */
  #create(key, monacoId) {
    const model = monaco.editor.createModel('', monacoId);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.updateOptions({ tabSize: this.#tabSize, insertSpaces: monacoId !== 'go' });
    this.#models.set(key, model);
    return model;
  }

  #listen() {
    const { Enter } = monaco.KeyCode;
    const { CtrlCmd, Shift, WinCtrl } = monaco.KeyMod;
    this.#editor.onDidChangeModelContent(event => this.#changed(event));
    this.#editor.onDidPaste(({ range }) => {
      const length = this.#editor.getModel()?.getValueLengthInRange(range) ?? 0;
      if (this.#document) this.#events.onPaste(this.#document, length);
    });
    monaco.editor.addKeybindingRules([
      { keybinding: CtrlCmd | Enter, command: null },
      { keybinding: CtrlCmd | Shift | Enter, command: null },
    ]);
    this.#editor.addCommand(CtrlCmd | Enter, () => this.#events.onRun());
    this.#editor.addCommand(CtrlCmd | Shift | Enter, () => this.#events.onSubmit());
    // Monaco's own toggle does not tell anyone; the page shows which of the two it is.
    this.#editor.addAction({
      id: 'ella.toggle-tab',
      label: 'Switch whether Tab leaves the editor',
      keybindings: [isMac ? WinCtrl | Shift | monaco.KeyCode.KeyM : CtrlCmd | monaco.KeyCode.KeyM],
      run: () => this.toggleTabMode(),
    });
  }

  /** @param {monaco.editor.IModelContentChangedEvent} event */
  #changed(event) {
    const model = this.#editor.getModel();
    if (!this.#document || !model || this.#silent) return;
    const after = model.getValue();
    if (after.length > maxText) {
      this.#correct(model, this.#text);
      this.#events.onTooLong();
      return;
    }
    if (!wellFormed(after)) {
      this.#correct(model, repair(after));
      return;
    }
    // As Monaco tells them, applied one after another, they are right: descending within an edit, edits in their order.
    const changes = event.changes.map(change => ({ offset: change.rangeOffset, length: change.rangeLength, text: change.text }));
    this.#text = after;
    this.#events.onChange(this.#document, changes, after);
  }

  /**
   * Puts a text that can be kept in place of one that cannot, after the change that is being told is over.
   * @param {monaco.editor.ITextModel} model
   * @param {string} text
   */
  #correct(model, text) {
    this.#silent = true;
    queueMicrotask(() => {
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      this.#silent = false;
      if (text === this.#text || !this.#document) return;
      this.#text = text;
      this.#events.onChange(this.#document, [], text);
    });
  }
}
