import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Documents } from '../documents.js';

const document = { question: 'q', language: 'python' };
const starters = [{ question: 'q', texts: { python: 'start', java: 'class' } }];

test('The first change of a starter is told as the whole text, later ones as edits', () => {
  const documents = new Documents(starters, []);
  assert.equal(documents.change(document, [{ offset: 5, length: 0, text: '!' }], 'start!', 0)[0].type, 'snapshot');
  assert.equal(documents.change(document, [{ offset: 6, length: 0, text: '!' }], 'start!!', 1)[0].type, 'edit');
  assert.equal(documents.text(document), 'start!!');
});

test('A draft takes the place of its starter and is told as edits', () => {
  const documents = new Documents(starters, [{ question: 'q', language: 'java', texts: { python: 'draft' } }]);
  assert.equal(documents.text(document), 'draft');
  assert.equal(documents.starter(document), 'start');
  assert.equal(documents.language('q'), 'java');
  assert.equal(documents.change(document, [{ offset: 0, length: 0, text: '#' }], '#draft', 0)[0].type, 'edit');
});

test('A question is touched when any of its texts left the starter', () => {
  const documents = new Documents(starters, []);
  assert.equal(documents.touched('q'), false);
  documents.change({ question: 'q', language: 'java' }, [], 'class A', 0);
  assert.equal(documents.touched('q'), true);
});
