import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOver } from '../executions.js';
import { summary } from '../words.js';

/** @import { Execution } from '../contract.js' */

test('a run that was stopped is over, and says why and what to do', () => {
  const message = 'Stopped, because the page was closed while it ran. Run it again whenever you like.';
  const execution = /** @type {Execution} */ ({
    id: '1', kind: 'run', question: 'q', language: 'python', state: 'stopped', createdAt: '2026-01-01T00:00:00Z', custom: false,
    compile: null, tests: [], verdict: null, points: null, maxPoints: null, message,
  });
  assert.ok(isOver(execution));
  assert.equal(summary(execution), message);
});
