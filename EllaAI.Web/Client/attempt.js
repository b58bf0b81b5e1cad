/** @import { Batch, Change, DocumentKey, Item, JournalReply, Session, WorkspaceData } from './contract.js' */
/** @import { Drained } from './drain.js' */
/** @import { LocalText, Outbox } from './outbox-memory.js' */
/** @import { Saved } from './journal.js' */
/** @import { ServerClock } from './clock.js' */
/** @import { Api } from './api.js' */
import { Refused, Unreachable } from './api.js';
import { Backoff } from './backoff.js';
import { Documents } from './documents.js';
import { drain, reconcile } from './drain.js';
import { Journal } from './journal.js';
import { holdLock } from './lock.js';

const heartbeatMs = 2_000;
const rebaseEveryMs = 30_000;

/** Longer than the server waits: then the other device has it, or does not want it any more. */
const handoverMs = 10_000;

/**
 * @typedef {'connecting' | 'writing' | 'handing-over' | 'taken' | 'elsewhere' | 'superseded' | 'time-up' | 'closed' | 'signed-out' | 'refused'} Phase
 * handing-over: another device wants to go on, and this one sends what it holds; taken: another device has the attempt;
 * elsewhere: another tab of this browser writes; superseded: another page of it does; only `writing` may change texts
 *
 * @typedef {object} AttemptView how the page shows what happens here
 * @property {(phase: Phase, detail?: string) => void} onPhase
 * @property {(saved: Saved) => void} onSaved
 * @property {(session: Session, restored: LocalText[]) => void} onSession the texts are known and may be shown
 * @property {(texts: LocalText[]) => Promise<boolean>} onChoice whether this device's texts replace newer ones
 * @property {(redirect: string | null) => void} onClosed
 */

/** One candidate's attempt as this page lives through it: who may write, what is typed, what the server has. */
export class Attempt {
  #data;
  #api;
  #outbox;
  #clock;
  #view;
  #backoff = new Backoff();
  #began = performance.now();
  /** @type {Phase} */
  #phase = 'connecting';
  /** @type {Journal | null} */
  #journal = null;
  #documents;
  #holding = false;
  #life = 0;
  #rebasedAt = Number.NEGATIVE_INFINITY;
  #newestEpoch = 0;
  /** How often the attempt had gone from one device to another when this page got it, and now. */
  #handovers;
  #handoversNow;
  /** How often another device asked for it. */
  #asked = 0;

  /**
   * @param {WorkspaceData} data
   * @param {Api} api
   * @param {Outbox} outbox
   * @param {ServerClock} clock
   * @param {AttemptView} view
   */
  constructor(data, api, outbox, clock, view) {
    this.#data = data;
    this.#api = api;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#view = view;
    this.#documents = new Documents(data.starters, []);
    this.#handovers = this.#handoversNow = data.handovers;
    api.onSeatTaken = handovers => this.taken(handovers);
  }

  get phase() {
    return this.#phase;
  }

  get documents() {
    return this.#documents;
  }

  /** True when the server has everything. */
  get saved() {
    return this.#journal?.idle ?? true;
  }

  /**
   * Becomes the writer: takes this browser's lock, sends what an earlier page left, claims the session. Also the way back
   * after another page took over.
   * @param {boolean} [steal] take the lock from another tab
   */
  async start(steal = false) {
    const life = ++this.#life;
    this.#phaseIs('connecting');
    try {
      await this.#journal?.stop();
      this.#holding ||= await holdLock(`ella-attempt-${this.#data.attempt}`, steal, () => this.#lockLost());
      if (life !== this.#life) return;
      if (!this.#holding) return void this.#phaseIs('elsewhere');
      const drained = await drain(this.#outbox, batch => this.#insist(life, () => this.#send(batch, false)));
      const asked = performance.now();
      const session = await this.#insist(life, () => this.#api.session());
      this.#clock.set(session, asked);
      if (session.state === 'closed') return void await this.close(null);
      await this.#open(life, session, drained);
    } catch (error) {
      if (life === this.#life) this.#refused(error);
    }
  }

  /**
   * @param {DocumentKey} document
   * @param {Change[]} changes
   * @param {string} text
   */
  edit(document, changes, text) {
    const items = this.#documents.change(document, changes, text, this.#at());
    for (const item of items) this.#journal?.record(item);
  }

  /** @param {Record<string, unknown> & { type: 'open' | 'language' | 'focus' | 'paste' }} happened */
  note(happened) {
    if (this.#phase === 'writing') this.#journal?.record(/** @type {Item} */ (/** @type {unknown} */ ({ ...happened, at: this.#at() })));
  }

  /** Something suggests that the server can be reached again. */
  retry() {
    this.#backoff.kick();
    this.#journal?.flush();
  }

  /** @param {boolean} hidden the page is hidden, perhaps for ever */
  hidden(hidden) {
    this.#journal?.leave(hidden);
  }

  /** @param {number} epoch of the page that claimed the writer's role */
  superseded(epoch) {
    this.#newestEpoch = Math.max(this.#newestEpoch, epoch);
    // The news of our own claim may overtake its answer: while claiming, nothing is decided.
    const writes = this.#phase === 'writing' || this.#phase === 'time-up';
    if (writes && this.#journal && epoch > this.#journal.epoch) this.#readOnly('superseded');
  }

  /**
   * Another device wants to go on: what is here is sent before it gets the attempt.
   * @param {number} handovers
   */
  async askedToHandOver(handovers) {
    if (handovers !== this.#handovers || this.#phase !== 'writing') return;
    this.#phaseIs('handing-over');
    const asked = ++this.#asked;
    // It may have thought better of it.
    setTimeout(() => this.#phase === 'handing-over' && asked === this.#asked && this.#phaseIs('writing'), handoverMs);
    try {
      await this.#journal?.settle();
      await this.#api.release();
    } catch {
      // It has the attempt already, or the server is not reached: what was not sent stays on this device.
    }
  }

  /**
   * Another device has the attempt. What was not sent is brought to the server once more, which keeps it beside the answers, and stays
   * here until somebody decides about it.
   * @param {number} handovers
   */
  taken(handovers) {
    this.#handoversNow = Math.max(this.#handoversNow, handovers);
    if (this.#handoversNow <= this.#handovers || this.#phase === 'closed' || this.#phase === 'taken') return;
    const saved = this.saved;
    const stopped = this.#readOnly('taken', saved ? '' : 'unsent');
    if (!saved) void this.#bring(this.#life, stopped);
  }

  /** Gets the attempt back from the other device. */
  async takeBack() {
    const { handovers } = await this.#api.seat(this.#handoversNow);
    this.#handovers = this.#handoversNow = handovers;
    await this.start(true);
  }

  /** The local count reached zero: nothing is typed any more, and the server is asked until it agrees. */
  timeIsUp() {
    // Also while another device asks: what comes of that comes after the end.
    if (this.#phase !== 'writing' && this.#phase !== 'handing-over') return;
    this.#phaseIs('time-up');
    const ask = () => {
      if (this.#phase !== 'time-up') return;
      if (this.#clock.remaining() > 0) return this.#phaseIs('writing');
      // Any answer tells the state of the attempt; an idle journal has nothing else to ask with.
      if (this.saved) this.#journal?.record({ type: 'focus', at: this.#at(), focused: document.hasFocus() });
      this.#journal?.flush();
      setTimeout(ask, heartbeatMs);
    };
    this.#journal?.flush();
    setTimeout(ask, heartbeatMs);
  }

  /** @returns {Promise<void>} when the server has everything and has closed the attempt */
  async finish() {
    await this.#journal?.settle();
    const { redirect } = await this.#api.finish();
    await this.close(redirect);
  }

  /** @param {string | null} redirect */
  async close(redirect) {
    if (this.#phase === 'closed') return;
    this.#life++;
    this.#phaseIs('closed');
    await this.#journal?.stop();
    await this.#outbox.destroy();
    this.#view.onClosed(redirect);
  }

  /**
   * @param {number} life
   * @param {Session} session
   * @param {Drained} drained
   */
  async #open(life, session, { unplaced, leftovers }) {
    const { restore, ask } = reconcile(unplaced, session);
    const chosen = ask.length > 0 && await this.#view.onChoice(ask) ? [...restore, ...ask] : restore;
    if (life !== this.#life) return;
    this.#documents = new Documents(session.starters, session.drafts);
    this.#journal = new Journal({
      epoch: session.epoch,
      outbox: this.#outbox,
      send: (batch, leaving) => this.#send(batch, leaving),
      textOf: document => this.#documents.text(document),
      onReply: reply => this.#answered(reply),
      onRefused: error => this.#rebase(error),
      onSaved: saved => this.#view.onSaved(saved),
    });
    // Under the new epoch first, only then is the old form forgotten: at every moment the text is kept once at least.
    for (const local of chosen) {
      for (const item of this.#documents.replace(local, local.text, this.#at())) this.#journal.record(item);
    }
    for (const batch of leftovers) await this.#outbox.remove(batch.epoch, batch.seq);
    if (life !== this.#life) return;
    if (this.#journal.idle) this.#view.onSaved('saved');
    this.#view.onSession(session, chosen);
    if (this.#newestEpoch > session.epoch) this.#readOnly('superseded');
    else this.#phaseIs('writing');
  }

  /**
   * @param {Batch} batch
   * @param {boolean} leaving
   */
  async #send(batch, leaving) {
    const asked = performance.now();
    try {
      const reply = await this.#api.journal(batch, leaving);
      this.#clock.set(reply, asked);
      return reply;
    } catch (error) {
      // Too many requests is no answer to the batch.
      throw error instanceof Refused && error.status === 429 ? new Unreachable(error.message) : error;
    }
  }

  /** @param {JournalReply} reply */
  #answered(reply) {
    if (reply.status === 'superseded') return void this.#readOnly('superseded');
    if (reply.status === 'late' || reply.state === 'closed') return void this.close(null);
    for (const document of reply.resync) {
      if (this.#journal?.hasSnapshot(document)) continue;
      for (const item of this.#documents.replace(document, this.#documents.text(document), this.#at())) this.#journal?.record(item);
    }
  }

  /**
   * The server has no place for what was sent (a gap, a batch it cannot take): a new epoch starts from whole texts.
   * @param {unknown} error
   */
  #rebase(error) {
    if (this.#phase === 'taken') return;
    const again = performance.now() - this.#rebasedAt < rebaseEveryMs;
    if (again || (error instanceof Refused && error.signedOut)) return this.#refused(error);
    this.#rebasedAt = performance.now();
    void this.start();
  }

  /** @param {unknown} error */
  #refused(error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'attempt-closed') return void this.close(null);
    if (this.#phase === 'taken') return;
    this.#phaseIs(error.signedOut ? 'signed-out' : 'refused', error.message);
  }

  #lockLost() {
    this.#holding = false;
    if (this.#phase !== 'closed') this.#readOnly('elsewhere');
  }

  /**
   * @param {Phase} phase
   * @param {string} [detail]
   */
  #readOnly(phase, detail) {
    this.#life++;
    const stopped = this.#journal?.stop();
    this.#phaseIs(phase, detail);
    return stopped;
  }

  /**
   * @param {number} life
   * @param {Promise<void> | undefined} stopped
   */
  async #bring(life, stopped) {
    await stopped;
    for (const batch of await this.#outbox.batches()) {
      await this.#insist(life, () => this.#send(batch, false)).catch(() => undefined);
      if (life !== this.#life) return;
    }
  }

  /**
   * @template T
   * @param {number} life
   * @param {() => Promise<T>} attempt
   * @returns {Promise<T>} once the server answers
   */
  async #insist(life, attempt) {
    for (;;) {
      try {
        const result = await attempt();
        this.#backoff.reset();
        return result;
      } catch (error) {
        if (!(error instanceof Unreachable) || life !== this.#life) throw error;
        if (this.#phase !== 'taken') this.#view.onSaved('offline');
        await this.#backoff.wait();
      }
    }
  }

  /**
   * @param {Phase} phase
   * @param {string} [detail]
   */
  #phaseIs(phase, detail) {
    this.#phase = phase;
    this.#view.onPhase(phase, detail);
  }

  /** Milliseconds since this page's session began. */
  #at() {
    return Math.round(performance.now() - this.#began);
  }
}
