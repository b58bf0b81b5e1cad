/** @import { Batch, Execution, ExecutionRequest, JournalReply, Session, WorkspaceData } from './contract.js' */

const timeoutMs = 10_000;

/** A keepalive request outlives the page, but browsers bound the sum of their bodies to 64 KiB. */
const keepaliveBytes = 60_000;

/** The server was not reached, or could not answer now. Try again. */
export class Unreachable extends Error {}

/** The server answered no. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code stable, for programs
   * @param {string} detail for people
   */
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** The candidate's session with the server is gone, or the attempt itself: the page, loaded again, says which. */
  get signedOut() {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

/** The few requests of this page. All throw {@link Unreachable} or {@link Refused}. */
export class Api {
  /** @type {(handovers: number) => void} another device has the attempt */
  onSeatTaken = () => undefined;
  #addresses;
  #token;

  /** @param {WorkspaceData} data */
  constructor(data) {
    this.#addresses = data.api;
    this.#token = data.csrfToken;
  }

  /** @returns {Promise<Session>} claims the writer's role: every other page of this attempt becomes a reader */
  session() {
    return this.#post(this.#addresses.session, {});
  }

  /**
   * @param {Batch} batch
   * @param {boolean} leaving the page may be gone before the answer
   * @returns {Promise<JournalReply>}
   */
  journal(batch, leaving) {
    return this.#post(this.#addresses.journal, batch, leaving);
  }

  /**
   * @param {ExecutionRequest} request
   * @returns {Promise<Execution>} the same one for the same key
   */
  execute(request) {
    return this.#post(this.#addresses.executions, request);
  }

  /**
   * @param {string} id
   * @returns {Promise<Execution>}
   */
  execution(id) {
    return this.#send(`${this.#addresses.executions}/${id}`, { headers: { accept: 'application/json' } });
  }

  /** @returns {Promise<{ redirect: string }>} */
  finish() {
    return this.#post(this.#addresses.finish, {});
  }

  /**
   * Gets the attempt back from another device.
   * @param {number} handovers as this page knows it
   * @returns {Promise<{ handovers: number }>}
   */
  seat(handovers) {
    return this.#post(this.#addresses.seat, { handovers });
  }

  /** This page holds nothing back from another device that wants to go on. */
  release() {
    return this.#post(this.#addresses.release, {});
  }

  /**
   * @param {string | null} address
   * @param {unknown} body
   * @param {boolean} [leaving]
   */
  #post(address, body, leaving = false) {
    const text = JSON.stringify(body);
    return this.#send(address, {
      method: 'POST',
      body: text,
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': this.#token },
      keepalive: leaving && new TextEncoder().encode(text).length <= keepaliveBytes,
    });
  }

  /**
   * @param {string | null} address
   * @param {RequestInit} init
   * @returns {Promise<any>}
   */
  async #send(address, init) {
    if (address === null) throw new Error('This page has no such address.');
    try {
      const response = await fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs), credentials: 'same-origin' });
      if (isTransient(response.status)) throw new Unreachable(`The server answered ${response.status}.`);
      const json = /json/.test(response.headers.get('content-type') ?? '');
      const body = json ? await response.json() : {};
      // A page instead of JSON is a redirect to a sign-in or an error page.
      if (response.ok && !json) throw new Refused(401, 'signed-out', 'Your session has ended.');
      if (body.code === 'too-many-requests') throw new Unreachable(body.detail);
      if (body.code === 'seat-taken' || body.code === 'seat-moved') this.onSeatTaken(body.handovers);
      if (!response.ok) throw new Refused(response.status, body.code ?? '', body.detail ?? `The server answered ${response.status}.`);
      return body;
    } catch (error) {
      if (error instanceof Refused || error instanceof Unreachable) throw error;
      throw new Unreachable('The server was not reached.', { cause: error });
    }
  }
}

/** @param {number} status */
function isTransient(status) {
  return status >= 500 || status === 408 || status === 425;
}
