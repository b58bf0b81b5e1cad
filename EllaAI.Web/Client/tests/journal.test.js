import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Refused, Unreachable } from '../api.js';
import { Journal } from '../journal.js';
import { memoryOutbox } from '../outbox-memory.js';

/** @import { Batch, Item, JournalReply } from '../contract.js' */

const ok = { serverNow: '', deadline: '', state: /** @type {const} */ ('in-progress'), resync: [] };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

/** A journal whose server is a list of what to answer; when the list is empty it accepts. */
function open(answers = /** @type {(Partial<JournalReply> | Error)[]} */ ([]), outbox = memoryOutbox()) {
  const sent = /** @type {Batch[]} */ ([]);
  const seen = { sent, saved: /** @type {string[]} */ ([]), refused: /** @type {unknown[]} */ ([]), replies: /** @type {string[]} */ ([]) };
  const journal = new Journal({
    epoch: 3,
    outbox,
    textOf: () => 'text',
    send: async batch => {
      assert.ok((await outbox.batches()).some(kept => kept.seq === batch.seq && kept.items.length === batch.items.length), 'kept before it is sent');
      sent.push(structuredClone(batch));
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return { ...ok, acked: batch.seq, status: 'accepted', ...answer };
    },
    onReply: reply => seen.replies.push(reply.status),
    onRefused: error => seen.refused.push(error),
    onSaved: saved => seen.saved.at(-1) !== saved && seen.saved.push(saved),
  });
  return { journal, outbox, ...seen };
}

/** @returns {Item} */
const focus = (at = 0) => ({ type: 'focus', at, focused: true });

/** @returns {Item} */
const typed = (/** @type {number} */ at, /** @type {string} */ text) =>
  ({ type: 'edit', at, question: 'q', language: 'python', changes: [{ offset: 0, length: 0, text }], total: 1, hash: 1 });

/** Lets promises run, without time passing. */
const turns = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

test('Items are kept at once and sent after a second of quiet', async () => {
  const { journal, outbox, sent, saved } = open();
  journal.record(focus());
  await turns();
  assert.equal((await outbox.batches())[0].items.length, 1);
  mock.timers.tick(999);
  await turns();
  assert.equal(sent.length, 0);
  mock.timers.tick(1);
  await turns();
  assert.deepEqual(sent, [{ epoch: 3, seq: 1, items: [focus()] }]);
  assert.deepEqual(await outbox.batches(), []);
  assert.deepEqual(await outbox.texts(), []);
  assert.deepEqual(saved, ['saving', 'saved']);
});

test('Batches are numbered 1, 2, 3 and one is under way at a time', async () => {
  const { journal, sent } = open();
  for (let at = 0; at < 3; at++) {
    journal.record(focus(at));
    journal.flush();
  }
  assert.ok(sent.length <= 1);
  await journal.settle();
  assert.deepEqual(sent.map(batch => batch.seq), [1, 2, 3]);
});

test('An unreachable server gets the same batch again, unchanged, though more is typed', async () => {
  const { journal, sent, saved, outbox } = open([new Unreachable(), new Unreachable()]);
  journal.record(typed(0, 'a'));
  journal.flush();
  await turns();
  journal.record(typed(100, 'b'));
  assert.equal(saved.at(-2), 'offline');
  for (let seconds = 0; seconds < 6; seconds++) {
    mock.timers.tick(1_000);
    await turns();
  }
  assert.deepEqual(sent.slice(0, 3).map(batch => batch.seq), [1, 1, 1]);
  assert.deepEqual(sent[0], sent[2]);
  assert.equal(sent[3].seq, 2);
  assert.deepEqual(await outbox.batches(), []);
  assert.equal(journal.idle, true);
});

test('A batch and the texts it changes are kept while the server is away', async () => {
  const { journal, outbox } = open([new Unreachable()]);
  journal.record(typed(0, 'a'));
  journal.flush();
  await turns();
  assert.deepEqual(await outbox.texts(), [{ question: 'q', language: 'python', epoch: 3, text: 'text' }]);
  assert.equal((await outbox.batches()).length, 1);
});

test('A superseded batch stops the journal and stays on the device', async () => {
  const { journal, outbox, replies, sent } = open([{ status: 'superseded' }]);
  journal.record(typed(0, 'a'));
  journal.flush();
  await turns();
  journal.record(typed(1, 'b'));
  journal.flush();
  await turns();
  assert.deepEqual(replies, ['superseded']);
  assert.equal(sent.length, 1);
  assert.equal((await outbox.batches()).length, 1);
  await assert.rejects(journal.settle());
});

test('A refused batch stops the journal and is reported', async () => {
  const refusal = new Refused(409, 'journal-gap', 'A batch is missing.');
  const { journal, refused, outbox } = open([refusal]);
  journal.record(focus());
  journal.flush();
  await turns();
  assert.deepEqual(refused, [refusal]);
  assert.equal((await outbox.batches()).length, 1);
});

test('Large items do not share a request', async () => {
  const { journal, sent } = open();
  for (let at = 0; at < 3_000; at += 1_000) journal.record(typed(at, 'x'.repeat(100_000)));
  await journal.settle();
  assert.deepEqual(sent.map(batch => batch.items.length), [2, 1]);
});

test('A snapshot on its way is known', async () => {
  const { journal } = open([new Unreachable()]);
  journal.record({ type: 'snapshot', at: 0, question: 'q', language: 'python', text: '' });
  journal.flush();
  await turns();
  assert.equal(journal.hasSnapshot({ question: 'q', language: 'python' }), true);
  assert.equal(journal.hasSnapshot({ question: 'q', language: 'java' }), false);
});
