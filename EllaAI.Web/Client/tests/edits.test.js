import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChanges, editItems, hash, maxText, mergeEdits, repair, snapshotItems, wellFormed } from '../edits.js';

const document = { question: 'q', language: 'python' };
const bytes = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value)).length;

test('The hash of known texts is the one the server computes', () => {
  assert.equal(hash(''), 0x811c9dc5);
  // FNV-1a over the bytes 61 00, then 61 00 ac 20.
  assert.equal(hash('a'), Number((((0x811c9dc5n ^ 0x61n) * 0x01000193n % 2n ** 32n) * 0x01000193n) % 2n ** 32n));
  assert.equal(hash('a€'), referenceHash([0x61, 0x00, 0xac, 0x20]));
});

test('Changes of one edit, descending, are right one after another', () => {
  assert.equal(applyChanges('foo(foo)', [{ offset: 4, length: 3, text: 'bar' }, { offset: 0, length: 3, text: 'bar' }]), 'bar(bar)');
});

test('An edit tells length and hash of what results', () => {
  const [item] = editItems(document, 'ab', [{ offset: 1, length: 0, text: 'x' }], 'axb', 7);
  assert.deepEqual(item, { type: 'edit', at: 7, ...document, changes: [{ offset: 1, length: 0, text: 'x' }], total: 3, hash: hash('axb') });
});

test('Changes that do not lead to what the editor shows become a snapshot', () => {
  assert.deepEqual(editItems(document, 'ab', [{ offset: 0, length: 0, text: 'x' }], 'abx', 0), [{ type: 'snapshot', at: 0, ...document, text: 'abx' }]);
});

test('An edit of thousands of places becomes a snapshot', () => {
  const changes = Array.from({ length: 9_000 }, (_, index) => ({ offset: 9_000 - index, length: 0, text: '-' }));
  const before = '.'.repeat(9_001);
  assert.equal(editItems(document, before, changes, applyChanges(before, changes), 0)[0].type, 'snapshot');
});

test('The longest text fits requests whatever it is made of', () => {
  for (const unit of ['a', '\n', '\u0001', '字', '😀']) {
    const text = unit.repeat(maxText / unit.length);
    const items = snapshotItems(document, text, 0);
    assert.ok(items.every(item => bytes(item) < 240_000 && wellFormed(item.type === 'snapshot' ? item.text : item.changes[0].text)));
    const rebuilt = items.reduce((so_far, item) => (item.type === 'snapshot' ? item.text : applyChanges(so_far, item.changes)), '');
    assert.equal(rebuilt, text);
  }
});

test('Half a surrogate pair is found and replaced', () => {
  assert.ok(wellFormed('a😀b'));
  assert.ok(!wellFormed('a\uD83D'));
  assert.equal(repair('a\uDE00😀'), 'a\uFFFD😀');
});

test('Typing within half a second is one item at the time of its first key', () => {
  const first = edit(100, [{ offset: 0, length: 0, text: 'a' }], 'a');
  const merged = mergeEdits(first, edit(400, [{ offset: 1, length: 0, text: 'b' }], 'ab'));
  assert.deepEqual(merged, edit(100, [{ offset: 0, length: 0, text: 'ab' }], 'ab'));
});

test('Deleting after typing keeps both changes in order', () => {
  const merged = mergeEdits(edit(0, [{ offset: 0, length: 0, text: 'ab' }], 'ab'), edit(10, [{ offset: 1, length: 1, text: '' }], 'a'));
  assert.equal(applyChanges('', merged?.changes ?? []), 'a');
  assert.equal(merged?.hash, hash('a'));
});

test('Later typing, another document and other items stay apart', () => {
  const first = edit(0, [{ offset: 0, length: 0, text: 'a' }], 'a');
  assert.equal(mergeEdits(first, edit(501, [{ offset: 1, length: 0, text: 'b' }], 'ab')), null);
  assert.equal(mergeEdits(first, { ...edit(1, [], 'a'), language: 'java' }), null);
  assert.equal(mergeEdits(first, { type: 'focus', at: 1, focused: true }), null);
});

test('Thousands of random edits, merged or not, rebuild the text', () => {
  let [before, state] = ['', 42];
  const next = (/** @type {number} */ below) => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % below;
  let rebuilt = '';
  /** @type {import('../contract.js').Item | null} */
  let pending = null;
  const settle = () => {
    if (pending?.type === 'edit') rebuilt = applyChanges(rebuilt, pending.changes);
  };
  for (let at = 0; at < 300_000; at += 100) {
    const offset = next(before.length + 1);
    const changes = [{ offset, length: next(before.length - offset + 1) % 5, text: 'xyz😀'.slice(0, next(4)) }];
    const after = applyChanges(before, changes);
    const [item] = editItems(document, before, changes, after, at);
    /** @type {import("../contract.js").Item | null} */
    const merged = pending && mergeEdits(pending, item);
    if (!merged) settle();
    pending = merged ?? item;
    before = after;
  }
  settle();
  assert.equal(rebuilt, before);
});

/**
 * @param {number} at
 * @param {import('../contract.js').Change[]} changes
 * @param {string} after
 * @returns {import('../contract.js').EditItem}
 */
function edit(at, changes, after) {
  return { type: 'edit', at, ...document, changes, total: after.length, hash: hash(after) };
}

/** @param {number[]} octets */
function referenceHash(octets) {
  return Number(octets.reduce((value, octet) => ((value ^ BigInt(octet)) * 0x01000193n) % 2n ** 32n, 0x811c9dc5n));
}
