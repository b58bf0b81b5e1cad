/** @import { Batch, DocumentKey, Item, JournalReply } from './contract.js' */
/** @import { LocalText, Outbox } from './outbox-memory.js' */
import { Unreachable } from './api.js';
import { Backoff } from './backoff.js';
import { mergeEdits } from './edits.js';

const quietMs = 1_000;
const longestMs = 3_000;

/** The server takes 256 KiB and 500 items; what is left is for the envelope. */
const maxBytes = 240_000;
const maxItems = 450;

/**
 * @typedef {'saved' | 'saving' | 'offline'} Saved offline: the server was not reached, this device keeps it
 *
 * @typedef {object} JournalOptions
 * @property {number} epoch
 * @property {Outbox} outbox
 * @property {(batch: Batch, leaving: boolean) => Promise<JournalReply>} send throws Unreachable to be tried again
 * @property {(document: DocumentKey) => string} textOf what the editor shows now
 * @property {(reply: JournalReply, batch: Batch) => void} onReply
 * @property {(error: unknown) => void} onRefused the server said no; the journal has stopped
 * @property {(saved: Saved) => void} onSaved
 *
 * @typedef {object} Entry
 * @property {Batch} batch
 * @property {number[]} sizes bytes of each item
 * @property {boolean} dirty changed since the last write to the outbox began
 * @property {Promise<void> | null} writing
 */

/**
 * What happens in one epoch, numbered and in order. An item is in the outbox before its batch is sent, a sent batch never
 * changes, one batch is under way at a time, and a batch leaves the outbox when the server has acknowledged it.
 */
export class Journal {
  #options;
  #backoff = new Backoff();
  #nextSeq = 1;
  /** @type {Entry | null} still growing */
  #open = null;
  #openedAt = 0;
  /** @type {Entry[]} complete, oldest first */
  #sealed = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #pumping = false;
  #leaving = false;
  #stopped = false;
  /** @type {{ resolve: () => void, reject: (reason: Error) => void }[]} */
  #waiting = [];

  /** @param {JournalOptions} options */
  constructor(options) {
    this.#options = options;
  }

  get epoch() {
    return this.#options.epoch;
  }

  /** True when the server has acknowledged everything. */
  get idle() {
    return this.#open === null && this.#sealed.length === 0;
  }

  /** @param {Item} item */
  record(item) {
    if (this.#stopped) return;
    const entry = this.#entryFor(item);
    const { items } = entry.batch;
    const merged = items.length > 0 ? mergeEdits(items[items.length - 1], item) : null;
    if (merged) {
      items.pop();
      entry.sizes.pop();
    }
    items.push(merged ?? item);
    entry.sizes.push(bytesOf(merged ?? item));
    void this.#write(entry);
    this.#arm();
    this.#options.onSaved('saving');
  }

  /**
   * True when a whole text of this document is already on its way.
   * @param {DocumentKey} document
   */
  hasSnapshot({ question, language }) {
    return [...this.#sealed, ...(this.#open ? [this.#open] : [])].some(entry => entry.batch.items.some(item =>
      item.type === 'snapshot' && item.question === question && item.language === language));
  }

  /** Sends now what there is, without waiting for quiet. */
  flush() {
    this.#seal();
    this.#backoff.kick();
    void this.#pump();
  }

  /**
   * The page is being hidden or left: sends with requests that outlive it.
   * @param {boolean} leaving
   */
  leave(leaving) {
    this.#leaving = leaving;
    if (leaving) this.flush();
  }

  /**
   * @returns {Promise<void>} when the server has acknowledged everything recorded so far
   * @throws {Error} when the journal is stopped before
   */
  settle() {
    this.flush();
    if (this.idle) return Promise.resolve();
    if (this.#stopped) return Promise.reject(new Error('The journal has stopped.'));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Nothing is recorded or sent any more. What was not acknowledged stays in the outbox. @returns {Promise<void>} written */
  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#backoff.kick();
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The journal has stopped.'));
    await Promise.all([this.#open, ...this.#sealed].map(entry => entry?.writing));
  }

  /** @param {Item} item */
  #entryFor(item) {
    const full = this.#open !== null
      && (this.#open.batch.items.length >= maxItems || sum(this.#open.sizes) + bytesOf(item) > maxBytes);
    if (full) this.#seal();
    if (this.#open === null) {
      this.#open = { batch: { epoch: this.epoch, seq: this.#nextSeq++, items: [] }, sizes: [], dirty: false, writing: null };
      this.#openedAt = performance.now();
    }
    return this.#open;
  }

  #arm() {
    clearTimeout(this.#timer);
    const age = performance.now() - this.#openedAt;
    this.#timer = setTimeout(() => this.#seal(), Math.max(0, Math.min(quietMs, longestMs - age)));
  }

  #seal() {
    clearTimeout(this.#timer);
    if (this.#open === null || this.#stopped) return;
    this.#sealed.push(this.#open);
    this.#open = null;
    void this.#pump();
  }

  /**
   * Writes as often as the disk allows: while one write runs, further items wait for the next.
   * @param {Entry} entry
   */
  #write(entry) {
    entry.dirty = true;
    entry.writing ??= (async () => {
      while (entry.dirty) {
        entry.dirty = false;
        await this.#options.outbox.put(entry.batch, this.#textsOf(entry.batch));
      }
      entry.writing = null;
    })();
    return entry.writing;
  }

  /**
   * @param {Batch} batch
   * @returns {LocalText[]}
   */
  #textsOf(batch) {
    return documentsOf(batch).map(document => ({ ...document, epoch: this.epoch, text: this.#options.textOf(document) }));
  }

  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#sealed.length > 0 && !this.#stopped) await this.#sendFirst(this.#sealed[0]);
    this.#pumping = false;
    if (!this.idle || this.#stopped) return;
    this.#options.onSaved('saved');
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }

  /** @param {Entry} entry */
  async #sendFirst(entry) {
    // A page that is being left has no time to wait for its disk; the batch is complete either way.
    if (entry.writing && !this.#leaving) await entry.writing;
    try {
      const reply = await this.#options.send(entry.batch, this.#leaving);
      if (!this.#stopped) await this.#answered(reply, entry);
    } catch (error) {
      if (this.#stopped) return;
      if (error instanceof Unreachable) {
        this.#options.onSaved('offline');
        await this.#backoff.wait();
        return;
      }
      void this.stop();
      this.#options.onRefused(error);
    }
  }

  /**
   * @param {JournalReply} reply
   * @param {Entry} entry
   */
  async #answered(reply, entry) {
    this.#backoff.reset();
    if (reply.status === 'accepted' || reply.status === 'duplicate') {
      this.#sealed.shift();
      // With nothing open, a record made from here on is written after this and stays.
      await (this.idle ? this.#options.outbox.clear() : this.#options.outbox.remove(this.epoch, entry.batch.seq));
    } else {
      void this.stop();
    }
    this.#options.onReply(reply, entry.batch);
  }
}

/**
 * The documents whose text a batch changes.
 * @param {Batch} batch
 * @returns {DocumentKey[]}
 */
export function documentsOf(batch) {
  const found = new Map();
  for (const item of batch.items) {
    if (item.type !== 'edit' && item.type !== 'snapshot') continue;
    found.set(`${item.question}/${item.language}`, { question: item.question, language: item.language });
  }
  return [...found.values()];
}

/** @param {Item} item */
function bytesOf(item) {
  return new TextEncoder().encode(JSON.stringify(item)).length + 1;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
