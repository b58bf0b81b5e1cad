// For the pages of a closed attempt: <script type="module" src="built/forget.js" data-attempt="..."> is not readable from a
// module, so the attempt is named on any element as data-forget-attempt.
import { forgetOutbox } from './outbox-db.js';

const attempt = document.querySelector('[data-forget-attempt]')?.getAttribute('data-forget-attempt');
if (attempt) void forgetOutbox(attempt).catch(() => undefined);
