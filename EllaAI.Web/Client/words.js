/** @import { Execution, Test } from './contract.js' */
import { plural } from './clock.js';
import { isOver } from './executions.js';

/** What a verdict is called, and the mark beside it: colour never tells alone. */
const verdicts = new Map(Object.entries({
  'accepted': { mark: '✓', tone: 'good', words: 'Accepted' },
  'wrong-answer': { mark: '✗', tone: 'bad', words: 'Wrong answer' },
  'presentation-error': { mark: '✗', tone: 'bad', words: 'Right values, wrong format' },
  'time-limit': { mark: '✗', tone: 'bad', words: 'Too slow' },
  'wall-limit': { mark: '✗', tone: 'bad', words: 'Took too long' },
  'memory-limit': { mark: '✗', tone: 'bad', words: 'Too much memory' },
  'output-limit': { mark: '✗', tone: 'bad', words: 'Too much output' },
  'runtime-error': { mark: '✗', tone: 'bad', words: 'Program failed' },
  'compile-error': { mark: '✗', tone: 'bad', words: 'Does not compile' },
  'system-error': { mark: '!', tone: 'ours', words: 'Our fault, not yours' },
}));

/** @param {string | null} verdict */
export function verdictOf(verdict) {
  if (verdict === null) return { mark: '○', tone: 'pending', words: 'Waiting' };
  return verdicts.get(verdict) ?? { mark: '!', tone: 'ours', words: verdict };
}

/**
 * One line on how it stands.
 * @param {Execution} execution
 */
export function summary(execution) {
  const { state, tests, verdict, message } = execution;
  const done = tests.filter(test => test.verdict !== null);
  if (state === 'queued') return 'Waiting for a free machine';
  if (state === 'running') return tests.length > 0 ? `Running: ${done.length} of ${plural(tests.length, 'test')}` : 'Running';
  if (state === 'stopped') return message ?? 'Stopped. Run it again whenever you like.';
  if (verdict === 'system-error' || state === 'failed') return message ?? 'It could not be run. This is our fault, not yours: please try again.';
  if (execution.compile && execution.compile.verdict !== 'accepted') return verdictOf(execution.compile.verdict).words;
  if (execution.custom) return verdict === 'accepted' ? 'Your program ended' : verdictOf(verdict).words;
  const passed = done.filter(test => test.verdict === 'accepted').length;
  return `${passed} of ${plural(tests.length, 'test')} passed`;
}

/**
 * @param {Execution} execution
 * @returns {string | null}
 */
export function pointsOf({ points, maxPoints }) {
  return points === null || maxPoints === null ? null : `${formatPoints(points)} of ${plural(maxPoints, 'point')}`;
}

/** @param {number} points */
function formatPoints(points) {
  return String(Math.round(points * 100) / 100);
}

/** @param {Test} test */
export function measuresOf({ cpuMs, memoryKb }) {
  const parts = [];
  if (cpuMs !== undefined && cpuMs !== null) parts.push(`${cpuMs} ms`);
  if (memoryKb !== undefined && memoryKb !== null) parts.push(`${(memoryKb / 1024).toFixed(1)} MB`);
  return parts.join(' · ');
}

/** @param {Execution} execution */
export function spoken(execution) {
  const what = execution.kind === 'submit' ? 'Submission' : 'Run';
  const points = execution.kind === 'submit' ? pointsOf(execution) : null;
  return isOver(execution) ? `${what} finished. ${summary(execution)}.${points ? ` ${points}.` : ''}` : '';
}
