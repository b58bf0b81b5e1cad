/** @import { Outbox } from './outbox-memory.js' */
import { memoryOutbox } from './outbox-memory.js';

/** @param {string} attempt */
const nameOf = attempt => `ella-attempt-${attempt}`;

/**
 * One IndexedDB database an attempt. Where the browser refuses it (some private windows) or it breaks later (a full disk),
 * memory takes over and the page is told.
 * @param {string} attempt
 * @param {() => void} onDegraded what is typed no longer survives the end of the page until the server has it
 * @returns {Promise<Outbox>}
 */
export async function openOutbox(attempt, onDegraded) {
  try {
    return resilient(databaseOutbox(nameOf(attempt), await openDatabase(nameOf(attempt))), onDegraded);
  } catch {
    onDegraded();
    return memoryOutbox();
  }
}

/**
 * @param {Outbox} disk
 * @param {() => void} onDegraded
 * @returns {Outbox}
 */
function resilient(disk, onDegraded) {
  let current = disk;
  const degrade = async () => {
    if (current !== disk) return;
    current = memoryOutbox();
    onDegraded();
    const texts = await disk.texts().catch(() => []);
    for (const batch of await disk.batches().catch(() => [])) await current.put(batch, texts);
  };
  return {
    get durable() {
      return current.durable;
    },
    async put(batch, texts) {
      try {
        await current.put(batch, texts);
      } catch {
        await degrade();
        await current.put(batch, texts);
      }
    },
    remove: (epoch, seq) => current.remove(epoch, seq).catch(degrade),
    batches: () => current.batches(),
    texts: () => current.texts(),
    clear: () => current.clear().catch(degrade),
    destroy: () => current.destroy().catch(() => undefined),
  };
}

/**
 * Removes what a finished attempt left on this device.
 * @param {string} attempt
 */
export function forgetOutbox(attempt) {
  return settled(indexedDB.deleteDatabase(nameOf(attempt)));
}

/**
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('batches', { keyPath: ['epoch', 'seq'] });
    request.result.createObjectStore('texts', { keyPath: ['question', 'language'] });
  };
  return settled(request);
}

/**
 * @param {string} name
 * @param {IDBDatabase} database
 * @returns {Outbox}
 */
function databaseOutbox(name, database) {
  // A newer page of the same browser may want to delete it; holding on would block that for ever.
  database.onversionchange = () => database.close();

  /** @param {(batches: IDBObjectStore, texts: IDBObjectStore) => void} work */
  const write = work => new Promise((resolve, reject) => {
    const transaction = database.transaction(['batches', 'texts'], 'readwrite');
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    work(transaction.objectStore('batches'), transaction.objectStore('texts'));
  });

  return {
    durable: true,
    put: (batch, changed) => write((batches, texts) => {
      batches.put(batch);
      for (const text of changed) texts.put(text);
    }),
    remove: (epoch, seq) => write(batches => batches.delete([epoch, seq])),
    batches: () => settled(database.transaction('batches').objectStore('batches').getAll()),
    texts: () => settled(database.transaction('texts').objectStore('texts').getAll()),
    clear: () => write((batches, texts) => {
      batches.clear();
      texts.clear();
    }),
    async destroy() {
      database.close();
      await settled(indexedDB.deleteDatabase(name));
    },
  };
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
