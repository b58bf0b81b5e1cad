// For the last page of an attempt: what this device kept for it goes. The page names it on any element: data-forget-attempt.
import { forgetOutbox } from './outbox-db.js';

const attempt = document.querySelector('[data-forget-attempt]')?.getAttribute('data-forget-attempt');
if (attempt) void forgetOutbox(attempt).catch(() => undefined);
