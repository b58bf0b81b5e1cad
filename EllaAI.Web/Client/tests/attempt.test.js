import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../api.js';
import { Attempt } from '../attempt.js';
import { ServerClock } from '../clock.js';
import { memoryOutbox } from '../outbox-memory.js';

/** @import { Batch, Session, WorkspaceData } from '../contract.js' */

const document = { question: 'q', language: 'python' };
const clock = { serverNow: '2026-01-01T00:00:00Z', deadline: '2026-01-01T01:00:00Z', state: /** @type {const} */ ('in-progress') };

/** A server that keeps an epoch and takes every batch, and a page in front of it. */
function open() {
  const server = {
    epoch: 0,
    batches: /** @type {Batch[]} */ ([]),
    drafts: /** @type {Session['drafts']} */ ([]),
    duringClaim: /** @type {() => void} */ (() => undefined),
    refuse: /** @type {Refused | null} */ (null),
    session: async () => {
      const epoch = ++server.epoch;
      server.duringClaim();
      await Promise.resolve();
      return /** @type {Session} */ ({ ...clock, epoch, current: null, drafts: server.drafts, starters: [], executions: [] });
    },
    journal: async (/** @type {Batch} */ batch) => {
      const refusal = server.refuse;
      server.refuse = null;
      if (refusal) throw refusal;
      if (batch.epoch === server.epoch) server.batches.push(structuredClone(batch));
      return { ...clock, acked: batch.seq, status: batch.epoch === server.epoch ? 'accepted' : 'superseded', resync: [] };
    },
    onSeatTaken: /** @type {(handovers: number) => void} */ (() => undefined),
    released: 0,
    seat: async () => ({ handovers: 2 }),
    release: async () => { server.released++; },
    finish: async () => ({ redirect: '/done' }),
  };
  const seen = { phases: /** @type {string[]} */ ([]), closed: /** @type {(string | null)[]} */ ([]), choices: 0 };
  const outbox = memoryOutbox();
  const data = /** @type {WorkspaceData} */ (/** @type {unknown} */ ({ attempt: 'a', starters: [], handovers: 0 }));
  const attempt = new Attempt(data, /** @type {any} */ (server), outbox, new ServerClock(() => 0), {
    onPhase: phase => seen.phases.push(phase),
    onSaved: () => undefined,
    onSession: () => undefined,
    onChoice: async () => (seen.choices++, true),
    onClosed: redirect => seen.closed.push(redirect),
  });
  const type = (/** @type {string} */ text) => attempt.edit(document, [{ offset: 0, length: attempt.documents.text(document).length, text }], text);
  return { attempt, server, outbox, seen, type };
}

const until = async (/** @type {() => boolean} */ condition) => {
  while (!condition()) await new Promise(resolve => setImmediate(resolve));
};

test('The news of our own claim, coming before its answer, changes nothing', async () => {
  const { attempt, server, seen } = open();
  await attempt.start();
  server.duringClaim = () => attempt.superseded(server.epoch);
  await attempt.start();
  assert.equal(attempt.phase, 'writing');
  assert.deepEqual(seen.phases, ['connecting', 'writing', 'connecting', 'writing']);
});

test('A claim that was overtaken by another page ends in reading', async () => {
  const { attempt, server } = open();
  server.duringClaim = () => attempt.superseded(server.epoch + 1);
  await attempt.start();
  assert.equal(attempt.phase, 'superseded');
});

test('Another page that claims makes this one a reader, and what it typed is kept', async () => {
  const { attempt, server, type, outbox } = open();
  await attempt.start();
  type('mine');
  server.epoch++;
  attempt.superseded(server.epoch);
  assert.equal(attempt.phase, 'superseded');
  await until(() => true);
  assert.deepEqual((await outbox.texts()).map(text => text.text), ['mine']);
});

test('Coming back after another page wrote, the candidate chooses', async () => {
  const { attempt, server, type, seen } = open();
  await attempt.start();
  type('mine');
  server.epoch++;
  server.drafts = [{ question: 'q', language: 'python', texts: { python: 'theirs' } }];
  attempt.superseded(server.epoch);
  await attempt.start(true);
  assert.equal(seen.choices, 1);
  assert.equal(attempt.documents.text(document), 'mine');
});

test('A gap starts a new epoch from the whole text', async () => {
  const { attempt, server, type } = open();
  await attempt.start();
  type('one');
  server.refuse = new Refused(409, 'journal-gap', '');
  attempt.retry();
  await until(() => server.epoch === 2 && attempt.phase === 'writing');
  attempt.retry();
  await until(() => attempt.saved);
  assert.deepEqual(server.batches.at(-1)?.items.map(item => item.type === 'snapshot' && item.text), ['one']);
});

test('Finishing waits for the last word, then cleans the device', async () => {
  const { attempt, server, type, outbox, seen } = open();
  await attempt.start();
  type('last');
  await attempt.finish();
  assert.equal(server.batches.length, 1);
  assert.deepEqual(seen.closed, ['/done']);
  assert.deepEqual([await outbox.batches(), await outbox.texts()], [[], []]);
});

test('Asked by another device, this one sends what it holds before it says so', async () => {
  const { attempt, server, type } = open();
  await attempt.start();
  type('last words');
  void attempt.askedToHandOver(0);
  assert.equal(attempt.phase, 'handing-over');
  await until(() => server.released === 1);
  assert.equal(server.batches.length, 1);
  assert.equal(attempt.saved, true);
  attempt.taken(1);
  assert.equal(attempt.phase, 'taken');
});

test('The time that is up while another device asks stays up', async () => {
  const { attempt, server } = open();
  server.release = async () => new Promise(() => undefined);
  await attempt.start();
  void attempt.askedToHandOver(0);
  attempt.timeIsUp();
  assert.equal(attempt.phase, 'time-up');
  attempt.taken(1);
  assert.equal(attempt.phase, 'taken');
});

test('A refused save tells that another device has it, and what was not sent stays and is asked about', async () => {
  const { attempt, server, seen, type, outbox } = open();
  await attempt.start();
  type('mine');
  server.refuse = new Refused(409, 'seat-taken', '');
  server.epoch++;
  server.onSeatTaken(1);
  await until(() => attempt.phase === 'taken' && server.refuse === null);
  assert.deepEqual((await outbox.texts()).map(text => text.text), ['mine']);
  server.drafts = [{ question: 'q', language: 'python', texts: { python: 'theirs' } }];
  await attempt.takeBack();
  assert.equal(attempt.phase, 'writing');
  assert.equal(seen.choices, 1);
  assert.equal(attempt.documents.text(document), 'mine');
});

test('News of a handover before this page got the attempt changes nothing', async () => {
  const { attempt } = open();
  await attempt.start();
  attempt.taken(0);
  assert.equal(attempt.phase, 'writing');
});
