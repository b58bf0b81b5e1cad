/** @import { Batch, DocumentKey } from './contract.js' */

/**
 * @typedef {DocumentKey & { epoch: number, text: string }} LocalText a whole text as this device last showed it
 *
 * @typedef {object} Outbox what this device keeps until the server has acknowledged it
 * @property {boolean} durable survives the end of the page
 * @property {(batch: Batch, texts: LocalText[]) => Promise<void>} put atomic; replaces a batch of the same epoch and seq
 * @property {(epoch: number, seq: number) => Promise<void>} remove
 * @property {() => Promise<Batch[]>} batches by epoch, then seq
 * @property {() => Promise<LocalText[]>} texts
 * @property {() => Promise<void>} clear forgets all batches and texts
 * @property {() => Promise<void>} destroy clear, and leave nothing of it on the device
 */

/** @returns {Outbox} for browsers that keep nothing: as good as the page lives. */
export function memoryOutbox() {
  /** @type {Map<string, Batch>} */
  const batches = new Map();
  /** @type {Map<string, LocalText>} */
  const texts = new Map();
  const clear = async () => {
    batches.clear();
    texts.clear();
  };
  return {
    durable: false,
    async put(batch, changed) {
      batches.set(`${batch.epoch}/${batch.seq}`, structuredClone(batch));
      for (const text of changed) texts.set(`${text.question}/${text.language}`, { ...text });
    },
    async remove(epoch, seq) {
      batches.delete(`${epoch}/${seq}`);
    },
    async batches() {
      return [...batches.values()].sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
    },
    async texts() {
      return [...texts.values()];
    },
    clear,
    destroy: clear,
  };
}
