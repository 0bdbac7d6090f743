/** The store of this device (IndexedDB): rows by key, nothing more. It outlives the tab and the session. */

type Shelf = "outbox" | "files";

const NAME = "tongguan";
const SHELVES: Shelf[] = ["outbox", "files"];

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => SHELVES.forEach((shelf) => asked.result.createObjectStore(shelf, { keyPath: "key" }));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("the store of this device cannot be opened"));
  });
  return opened;
}

async function on<T>(shelf: Shelf, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(shelf, mode);
    const asked = act(transaction.objectStore(shelf));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error ?? new Error("the store of this device did not answer"));
  });
}

/** Puts a row, in the place of one with the same key. */
export const store = <R extends { key: string }>(shelf: Shelf, row: R) => on(shelf, "readwrite", (place) => place.put(row));

/** Every row. */
export const allOf = <T>(shelf: Shelf) => on<T[]>(shelf, "readonly", (place) => place.getAll());

/** One row. */
export const fetchOne = <T>(shelf: Shelf, key: string) => on<T | undefined>(shelf, "readonly", (place) => place.get(key));

/** Removes a row. */
export const drop = (shelf: Shelf, key: string) => on(shelf, "readwrite", (place) => place.delete(key));
