/** @import { Batch, JournalReply, Session } from './contract.js' */
/** @import { LocalText, Outbox } from './outbox-memory.js' */
import { documentsOf } from './journal.js';
import { Refused } from './api.js';

/**
 * @typedef {object} Drained
 * @property {LocalText[]} unplaced texts of this device that the server did not take
 * @property {Batch[]} leftovers their batches, still in the outbox
 */

/**
 * Sends what an earlier life of this page left, under its own epoch and seq, so that nothing counts twice.
 * @param {Outbox} outbox
 * @param {(batch: Batch) => Promise<JournalReply>} send tries until the server answers
 * @returns {Promise<Drained>}
 */
export async function drain(outbox, send) {
  /** @type {Batch[]} */
  const leftovers = [];
  const unplaced = new Set();
  for (const batch of await outbox.batches()) {
    // After the first that was refused, later ones of that epoch would leave a gap.
    const reply = leftovers.some(left => left.epoch === batch.epoch) ? null : await answer(send, batch);
    if (reply?.status === 'accepted' || reply?.status === 'duplicate') {
      await outbox.remove(batch.epoch, batch.seq);
      for (const document of reply.resync) unplaced.add(`${document.question}/${document.language}`);
    } else {
      leftovers.push(batch);
      for (const document of documentsOf(batch)) unplaced.add(`${document.question}/${document.language}`);
    }
  }
  const texts = await outbox.texts();
  return { leftovers, unplaced: texts.filter(text => unplaced.has(`${text.question}/${text.language}`)) };
}

/**
 * @param {(batch: Batch) => Promise<JournalReply>} send
 * @param {Batch} batch
 */
async function answer(send, batch) {
  try {
    return await send(batch);
  } catch (error) {
    // A signed-out page keeps everything for the next visit. Any other no means that this batch has no place any more.
    if (error instanceof Refused && !error.signedOut) return null;
    throw error;
  }
}

/**
 * Decides about texts that only this device has. Where no other page wrote in between they are the newest; otherwise a
 * person has to choose.
 * @param {LocalText[]} unplaced
 * @param {Session} session
 * @returns {{ restore: LocalText[], ask: LocalText[] }}
 */
export function reconcile(unplaced, session) {
  const different = unplaced.filter(local => local.text !== serverText(session, local));
  return {
    restore: different.filter(local => local.epoch === session.epoch - 1),
    ask: different.filter(local => local.epoch !== session.epoch - 1),
  };
}

/**
 * @param {Session} session
 * @param {{ question: string, language: string }} document
 */
function serverText(session, { question, language }) {
  const draft = session.drafts.find(each => each.question === question)?.texts[language];
  return draft ?? session.starters.find(each => each.question === question)?.texts[language] ?? '';
}
