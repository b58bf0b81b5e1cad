/** @import { Change, DocumentKey, Draft, Item, Starter } from './contract.js' */
import { editItems, snapshotItems } from './edits.js';

/** The texts of all questions in all languages, and which of them the server already has. */
export class Documents {
  /** @type {Map<string, { text: string, starter: string, known: boolean }>} */
  #texts = new Map();
  /** @type {Map<string, string>} question to language */
  #languages = new Map();

  /**
   * @param {Starter[]} starters
   * @param {Draft[]} drafts
   */
  constructor(starters, drafts) {
    for (const { question, texts } of starters) {
      for (const [language, text] of Object.entries(texts)) this.#texts.set(keyOf({ question, language }), { text, starter: text, known: false });
    }
    for (const { question, language, texts } of drafts) {
      if (language) this.#languages.set(question, language);
      for (const [each, text] of Object.entries(texts)) Object.assign(this.#entry({ question, language: each }), { text, known: true });
    }
  }

  /** @param {DocumentKey} document */
  text(document) {
    return this.#entry(document).text;
  }

  /** @param {DocumentKey} document */
  starter(document) {
    return this.#entry(document).starter;
  }

  /** @param {string} question */
  language(question) {
    return this.#languages.get(question);
  }

  /**
   * @param {string} question
   * @param {string} language
   */
  choose(question, language) {
    this.#languages.set(question, language);
  }

  /** @param {string} question */
  touched(question) {
    return [...this.#texts].some(([key, { text, starter }]) => key.startsWith(`${question}/`) && text !== starter);
  }

  /**
   * @param {DocumentKey} document
   * @param {readonly Change[]} changes
   * @param {string} after
   * @param {number} at
   * @returns {Item[]} how the server is told: the first change of a text it does not have is told as the whole text
   */
  change(document, changes, after, at) {
    const entry = this.#entry(document);
    const items = entry.known ? editItems(document, entry.text, changes, after, at) : snapshotItems(document, after, at);
    Object.assign(entry, { text: after, known: true });
    return items;
  }

  /**
   * @param {DocumentKey} document
   * @param {string} text
   * @param {number} at
   * @returns {Item[]}
   */
  replace(document, text, at) {
    Object.assign(this.#entry(document), { text, known: true });
    return snapshotItems(document, text, at);
  }

  /** @param {DocumentKey} document */
  #entry(document) {
    const key = keyOf(document);
    const found = this.#texts.get(key) ?? { text: '', starter: '', known: false };
    this.#texts.set(key, found);
    return found;
  }
}

/** @param {DocumentKey} document */
function keyOf({ question, language }) {
  return `${question}/${language}`;
}
