import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../api.js';
import { drain, reconcile } from '../drain.js';
import { memoryOutbox } from '../outbox-memory.js';

/** @import { Batch, JournalReply, Session } from '../contract.js' */

const document = { question: 'q', language: 'python' };

/** @param {[number, number][]} batches epoch and seq */
async function outboxWith(...batches) {
  const outbox = memoryOutbox();
  for (const [epoch, seq] of batches) {
    await outbox.put({ epoch, seq, items: [{ type: 'snapshot', at: 0, ...document, text: 'mine' }] }, [{ ...document, epoch, text: 'mine' }]);
  }
  return outbox;
}

/** @param {(batch: Batch) => Partial<JournalReply>} answer */
const server = answer => async (/** @type {Batch} */ batch) =>
  /** @type {JournalReply} */ ({ acked: batch.seq, status: 'accepted', resync: [], serverNow: '', deadline: '', state: 'in-progress', ...answer(batch) });

test('What an earlier page left is sent in order under its own numbers', async () => {
  const outbox = await outboxWith([4, 2], [2, 9], [4, 1]);
  /** @type {number[][]} */
  const sent = [];
  const drained = await drain(outbox, server(batch => {
    sent.push([batch.epoch, batch.seq]);
    return { status: batch.seq === 1 ? 'duplicate' : 'accepted' };
  }));
  assert.deepEqual(sent, [[2, 9], [4, 1], [4, 2]]);
  assert.deepEqual(drained, { leftovers: [], unplaced: [] });
  assert.deepEqual(await outbox.batches(), []);
});

test('What the server does not take any more is not lost', async () => {
  const outbox = await outboxWith([4, 1], [4, 2]);
  let asked = 0;
  const drained = await drain(outbox, server(() => (asked++, { status: 'superseded' })));
  assert.equal(asked, 1);
  assert.deepEqual(drained.unplaced, [{ ...document, epoch: 4, text: 'mine' }]);
  assert.equal((await outbox.batches()).length, 2);
});

test('A gap leaves the text unplaced; a lost session keeps everything and says so', async () => {
  const gap = await drain(await outboxWith([1, 3]), async () => Promise.reject(new Refused(409, 'journal-gap', '')));
  assert.equal(gap.unplaced.length, 1);
  const outbox = await outboxWith([1, 1]);
  await assert.rejects(drain(outbox, async () => Promise.reject(new Refused(401, '', ''))));
  assert.equal((await outbox.batches()).length, 1);
});

test('A text the server asks for again is unplaced', async () => {
  const drained = await drain(await outboxWith([1, 1]), server(() => ({ resync: [document] })));
  assert.deepEqual(drained.unplaced.map(text => text.text), ['mine']);
});

test('Text of the last writer is put back; a person decides when another page wrote since', () => {
  const session = /** @type {Session} */ (/** @type {unknown} */ ({ epoch: 5, drafts: [{ question: 'q', language: 'python', texts: { python: 'theirs' } }], starters: [] }));
  assert.deepEqual(reconcile([{ ...document, epoch: 4, text: 'mine' }], session), { restore: [{ ...document, epoch: 4, text: 'mine' }], ask: [] });
  assert.equal(reconcile([{ ...document, epoch: 3, text: 'mine' }], session).ask.length, 1);
  assert.deepEqual(reconcile([{ ...document, epoch: 3, text: 'theirs' }], session), { restore: [], ask: [] });
});
