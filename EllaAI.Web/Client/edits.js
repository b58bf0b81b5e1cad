/** @import { Change, DocumentKey, EditItem, Item, SnapshotItem } from './contract.js' */

/** The longest text of one document, in UTF-16 code units. The server refuses more. */
export const maxText = 65_536;

/** Typing this close together becomes one item of the replay. */
const mergeMs = 500;

/** Half a text: even if every code unit is escaped as \uXXXX, an item of this size fits a request. */
const snapshotChunk = 32_768;

/** An edit whose JSON is longer (replace-all over thousands of places) is told as a snapshot. */
const maxEditJson = 100_000;

/**
 * FNV-1a, 32 bits, over UTF-16 code units, low byte first. The server computes the same over its own text.
 * @param {string} text
 */
export function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    value = Math.imul(value ^ (unit & 0xff), 0x01000193);
    value = Math.imul(value ^ (unit >>> 8), 0x01000193);
  }
  return value >>> 0;
}

/**
 * Applies changes one after another, each against the text as changed so far.
 * @param {string} text
 * @param {readonly Change[]} changes
 */
export function applyChanges(text, changes) {
  for (const { offset, length, text: inserted } of changes) {
    text = text.slice(0, offset) + inserted + text.slice(offset + length);
  }
  return text;
}

/**
 * Half of a surrogate pair cannot be written as UTF-8, so the server could never read it.
 * @param {string} text
 */
export function wellFormed(text) {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** @param {string} text */
export function repair(text) {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/**
 * What happened to a document, as items. An edit where an edit tells it exactly; a snapshot where it does not.
 * @param {DocumentKey} document
 * @param {string} before
 * @param {readonly Change[]} changes
 * @param {string} after what the editor shows
 * @param {number} at
 * @returns {Item[]}
 */
export function editItems({ question, language }, before, changes, after, at) {
  /** @type {EditItem} */
  const edit = { type: 'edit', at, question, language, changes: [...changes], total: after.length, hash: hash(after) };
  const exact = applyChanges(before, changes) === after
    && changes.every(change => wellFormed(change.text))
    && JSON.stringify(changes).length <= maxEditJson;
  return exact ? [edit] : snapshotItems({ question, language }, after, at);
}

/**
 * A whole text. A long one is its first half and an edit that adds the rest, because a request is limited.
 * @param {DocumentKey} document
 * @param {string} text
 * @param {number} at
 * @returns {(SnapshotItem | EditItem)[]}
 */
export function snapshotItems({ question, language }, text, at) {
  let end = chunkEnd(text, 0);
  /** @type {(SnapshotItem | EditItem)[]} */
  const items = [{ type: 'snapshot', at, question, language, text: text.slice(0, end) }];
  while (end < text.length) {
    const next = chunkEnd(text, end);
    const changes = [{ offset: end, length: 0, text: text.slice(end, next) }];
    items.push({ type: 'edit', at, question, language, changes, total: next, hash: hash(text.slice(0, next)) });
    end = next;
  }
  return items;
}

/**
 * @param {string} text
 * @param {number} start
 */
function chunkEnd(text, start) {
  const end = Math.min(start + snapshotChunk, text.length);
  const splitsPair = end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1]);
  return splitsPair ? end - 1 : end;
}

/**
 * One item for typing that belongs together, or null when the two stay apart.
 * @param {Item} first
 * @param {Item} second
 * @returns {EditItem | null}
 */
export function mergeEdits(first, second) {
  if (first.type !== 'edit' || second.type !== 'edit') return null;
  if (first.question !== second.question || first.language !== second.language) return null;
  if (second.at - first.at > mergeMs || first.changes.length > 50) return null;
  const changes = [...first.changes];
  for (const change of second.changes) {
    const last = changes[changes.length - 1];
    const continues = last && change.length === 0 && change.offset === last.offset + last.text.length && last.text.length < 1_000;
    if (continues) changes[changes.length - 1] = { ...last, text: last.text + change.text };
    else changes.push(change);
  }
  return { ...second, at: first.at, changes };
}
