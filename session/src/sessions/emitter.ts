/** The listeners of each event. */
export type Emitter<Events extends Record<keyof Events, (...args: never[]) => void>> = {
  on: <event extends keyof Events>(event: event, listener: Events[event]) => () => void;
  emit: <event extends keyof Events>(event: event, ...args: Parameters<Events[event]>) => void;
};

/**
 * A typed emitter. If a listener throws, the error is logged to the console and the other listeners are still called.
 * @returns `on` returns a function that unsubscribes.
 */
export function createEmitter<Events extends Record<keyof Events, (...args: never[]) => void>>(): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<(...args: never[]) => void>>();
  return {
    on: (event, listener) => {
      const own = listeners.get(event) ?? new Set();
      listeners.set(event, own.add(listener));
      return () => own.delete(listener);
    },
    emit: (event, ...args) => {
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          (listener as (...given: typeof args) => void)(...args);
        } catch (error) {
          console.error(error);
        }
      }
    },
  };
}
