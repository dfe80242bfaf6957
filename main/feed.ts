/** Passes each event to everybody who listens, in order; knows none of them. */
export interface Feed<T> {
  /** Listens until the returned function is called. */
  subscribe(listener: (event: T) => void): () => void;
  publish(event: T): void;
}

/** A listener that throws is reported and stops neither the publisher nor the other listeners. */
export function createFeed<T>(onListenerFault: (error: unknown) => void): Feed<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    publish(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          onListenerFault(error);
        }
      }
    },
  };
}
