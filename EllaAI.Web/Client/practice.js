/** @import { Change, DocumentKey, WorkspaceData } from './contract.js' */
import { Documents } from './documents.js';

/** Stands in for an attempt where nothing is kept: the page works the same, and forgets. */
export class Practice {
  saved = true;
  phase = /** @type {const} */ ('writing');
  documents;

  /** @param {WorkspaceData} data */
  constructor(data) {
    this.documents = new Documents(data.starters, []);
  }

  /**
   * @param {DocumentKey} document
   * @param {Change[]} changes
   * @param {string} text
   */
  edit(document, changes, text) {
    this.documents.change(document, changes, text, 0);
  }

  note() {}

  retry() {}

  hidden() {}
}
