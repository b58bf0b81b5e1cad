/** @import { Clock } from './contract.js' */

/** Remaining minutes at which the candidate is warned, once each. */
export const warningMinutes = [10, 5, 1];

/**
 * The time that is left, by the server's word and a monotonic counter. The local wall clock has no part in it.
 */
export class ServerClock {
  #now;
  #left = Number.POSITIVE_INFINITY;
  #anchor = 0;

  /** @param {() => number} now monotonic milliseconds, such as performance.now */
  constructor(now) {
    this.#now = now;
  }

  /** False until the server has spoken. */
  get known() {
    return Number.isFinite(this.#left);
  }

  /**
   * @param {Pick<Clock, 'serverNow' | 'deadline'>} told
   * @param {number} [asked] when the request left: the server read its clock about half way between then and now
   */
  set(told, asked) {
    const received = this.#now();
    this.#anchor = asked === undefined ? received : (asked + received) / 2;
    this.#left = toMs(told.deadline) - toMs(told.serverNow);
  }

  /** Milliseconds left, never below zero. */
  remaining() {
    return Math.max(0, this.#left - (this.#now() - this.#anchor));
  }
}

/** Says which warning is due as time passes. A deadline that moves away arms them again. */
export class Warnings {
  #last = Number.NaN;

  /**
   * @param {number} remaining milliseconds
   * @returns {number | null} minutes; null when there is nothing new to say
   */
  due(remaining) {
    const before = this.#last;
    this.#last = remaining;
    const crossed = warningMinutes.filter(minutes => before > minutes * 60_000 && remaining <= minutes * 60_000);
    return crossed.length === 0 || remaining === 0 ? null : Math.min(...crossed);
  }
}

/**
 * `1:02:03` or `42:07`. The last second shows as 0:01, so that 0:00 means the end.
 * @param {number} ms
 */
export function formatClock(ms) {
  const total = Math.ceil(ms / 1_000);
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60];
  const padded = String(seconds).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`;
}

/**
 * For being read aloud: `42 minutes and 7 seconds`.
 * @param {number} ms
 */
export function speakClock(ms) {
  const total = Math.ceil(ms / 1_000);
  const parts = [
    plural(Math.floor(total / 3_600), 'hour'),
    plural(Math.floor(total / 60) % 60, 'minute'),
    plural(total % 60, 'second'),
  ].filter(part => !part.startsWith('0 '));
  return parts.length === 0 ? 'no time' : new Intl.ListFormat('en').format(parts);
}

/**
 * @param {number} count
 * @param {string} noun
 */
export function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * Times arrive as ISO strings in JSON; MessagePack may carry a timestamp, alone or with its offset.
 * @param {unknown} time
 * @returns {number} ms since 1970, by the server
 */
export function toMs(time) {
  if (time instanceof Date) return time.getTime();
  if (Array.isArray(time)) return toMs(time[0]);
  return typeof time === 'number' ? time : Date.parse(String(time));
}
