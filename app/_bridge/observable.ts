/** A value that can be read now and watched. Values are immutable: a change is a new value. */
export type Observable<T> = {
  get: () => T;
  set: (value: T) => void;
  /** Called after each change. Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
};

/** Creates an observable value; setting the same value tells nobody. */
export function createObservable<T>(initial: T): Observable<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
