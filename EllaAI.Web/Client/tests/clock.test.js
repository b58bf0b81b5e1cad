import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClock, Warnings, formatClock, speakClock, toMs } from '../clock.js';

const minutes = (/** @type {number} */ count) => count * 60_000;

test('Time left comes from the server and a monotonic counter', () => {
  let now = 5_000;
  const clock = new ServerClock(() => now);
  assert.equal(clock.known, false);
  clock.set({ serverNow: '1999-01-01T10:00:00Z', deadline: '1999-01-01T10:45:00Z' });
  assert.equal(clock.remaining(), minutes(45));
  now += minutes(44);
  assert.equal(clock.remaining(), minutes(1));
  now += minutes(2);
  assert.equal(clock.remaining(), 0);
});

test('The server read its clock half way between question and answer', () => {
  let now = 1_000;
  const clock = new ServerClock(() => now);
  now = 1_400;
  clock.set({ serverNow: '2026-01-01T00:00:00Z', deadline: '2026-01-01T00:01:00Z' }, 1_000);
  assert.equal(clock.remaining(), minutes(1) - 200);
});

test('Each warning is given once, and again after the deadline moved away', () => {
  const warnings = new Warnings();
  assert.deepEqual([11, 10, 9.9, 5, 1].map(each => warnings.due(minutes(each))), [null, 10, null, 5, 1]);
  assert.deepEqual([7, 4.9].map(each => warnings.due(minutes(each))), [null, 5]);
});

test('A page that opens late is not warned of what is past', () => {
  const warnings = new Warnings();
  assert.equal(warnings.due(minutes(4)), null);
  assert.equal(warnings.due(minutes(1)), 1);
});

test('Waking from sleep warns of the nearest only, and not at the end', () => {
  const slept = new Warnings();
  slept.due(minutes(30));
  assert.equal(slept.due(minutes(0.5)), 1);
  const over = new Warnings();
  over.due(minutes(30));
  assert.equal(over.due(0), null);
});

test('The clock shows 0:01 until the end', () => {
  assert.deepEqual([0, 1, 1_000, 61_000, 3_600_000, 3_723_000].map(formatClock), ['0:00', '0:01', '0:01', '1:01', '1:00:00', '1:02:03']);
});

test('The clock can be read aloud', () => {
  assert.equal(speakClock(61_000), '1 minute and 1 second');
  assert.equal(speakClock(0), 'no time');
  assert.equal(speakClock(7_322_000), '2 hours, 2 minutes, and 2 seconds');
});

test('Times are understood as JSON and as MessagePack carry them', () => {
  const ms = Date.UTC(2026, 0, 1);
  assert.deepEqual([new Date(ms), [new Date(ms), 0], '2026-01-01T00:00:00+00:00', ms].map(toMs), [ms, ms, ms, ms]);
});
