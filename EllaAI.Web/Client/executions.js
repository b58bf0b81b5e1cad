/** @import { Compile, Execution, ExecutionRequest, Test } from './contract.js' */
/** @import { Api } from './api.js' */
import { Unreachable } from './api.js';
import { Backoff } from './backoff.js';

const pollMs = 2_000;

/** With a hub, a lost message must still not leave a result pending for ever. */
const pollWithHubMs = 10_000;

/** What was run and submitted, and how it stands. Messages may come late, twice or not at all. */
export class Executions {
  /** @type {Map<string, Execution>} */
  #known = new Map();
  /** @type {Map<string, number>} when this page first saw it, by its own monotonic clock */
  #seen = new Map();
  #api;
  #hubConnected;
  #onChanged;
  #backoff = new Backoff();
  #polledAt = 0;

  /**
   * @param {Api} api
   * @param {() => boolean} hubConnected
   * @param {(execution: Execution, before: Execution | undefined) => void} onChanged
   */
  constructor(api, hubConnected, onChanged) {
    this.#api = api;
    this.#hubConnected = hubConnected;
    this.#onChanged = onChanged;
    setInterval(() => this.#poll(), pollMs);
  }

  /** @param {Execution} execution */
  put(execution) {
    const before = this.#known.get(execution.id);
    // An answer that was overtaken must not undo an end.
    if (before && isOver(before) && !isOver(execution)) return;
    this.#known.set(execution.id, execution);
    if (!before) this.#seen.set(execution.id, performance.now());
    this.#onChanged(execution, before);
  }

  /**
   * @param {string} id
   * @param {Test} test
   */
  putTest(id, test) {
    const execution = this.#known.get(id);
    if (!execution) return void this.refresh(id);
    const tests = [...execution.tests.filter(each => each.number !== test.number), test].sort((a, b) => a.number - b.number);
    this.put({ ...execution, tests });
  }

  /**
   * @param {string} id
   * @param {Compile} compile
   */
  putCompile(id, compile) {
    const execution = this.#known.get(id);
    if (execution) this.put({ ...execution, compile });
    else void this.refresh(id);
  }

  /**
   * @param {(execution: Execution) => boolean} wanted
   * @returns {Execution[]} newest first
   */
  all(wanted) {
    return [...this.#known.values()].filter(wanted).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /**
   * @param {string} id
   * @returns {number} milliseconds since this page first saw it
   */
  age(id) {
    return performance.now() - (this.#seen.get(id) ?? Number.NEGATIVE_INFINITY);
  }

  /**
   * Asks for a run. The key makes every further try the same run.
   * @param {ExecutionRequest} request
   * @param {() => void} onUnreachable told before each further try
   * @returns {Promise<Execution>}
   */
  async request(request, onUnreachable) {
    this.#backoff.reset();
    for (;;) {
      try {
        const execution = await this.#api.execute(request);
        this.put(execution);
        return this.#known.get(execution.id) ?? execution;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        onUnreachable();
        await this.#backoff.wait();
      }
    }
  }

  /** The browser is online again, or the hub is. */
  retry() {
    this.#backoff.kick();
    this.#polledAt = 0;
    this.#poll();
  }

  /** @param {string} id */
  async refresh(id) {
    try {
      this.put(await this.#api.execution(id));
    } catch {
      // It is asked for again as long as it is pending.
    }
  }

  #poll() {
    const due = performance.now() - this.#polledAt >= (this.#hubConnected() ? pollWithHubMs : pollMs) - 100;
    if (!due) return;
    const pending = this.all(execution => !isOver(execution));
    if (pending.length === 0) return;
    this.#polledAt = performance.now();
    for (const { id } of pending) void this.refresh(id);
  }
}

/** @param {Execution} execution */
export function isOver(execution) {
  return execution.state === 'finished' || execution.state === 'failed' || execution.state === 'stopped';
}

/** Random and unique. Pages without a secure origin lack crypto.randomUUID. @returns {string} */
export function newKey() {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
