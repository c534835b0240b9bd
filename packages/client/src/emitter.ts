/** Handlers by event. A handler may return a promise; `emit` resolves when all have run. */
export class Emitter<Events extends { readonly error: unknown }> {
  readonly #handlers = new Map<keyof Events, Set<(event: never) => unknown>>();

  on<Name extends keyof Events>(name: Name, handler: (event: Events[Name]) => unknown): void {
    this.#handlers.set(name, (this.#handlers.get(name) ?? new Set()).add(handler));
  }

  off<Name extends keyof Events>(name: Name, handler?: (event: Events[Name]) => unknown): void {
    if (handler === undefined) this.#handlers.delete(name);
    else this.#handlers.get(name)?.delete(handler);
  }

  /** Runs all handlers, even when one fails; then throws the first failure. */
  async emit<Name extends keyof Events>(name: Name, event: Events[Name]): Promise<void> {
    const outcomes = await Promise.allSettled(
      [...(this.#handlers.get(name) ?? [])].map(async (handler) => handler(event as never)),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Runs handlers of events that nobody waits for: a failure is an `error`. */
  readonly tell = <Name extends keyof Events>(name: Name, event: Events[Name]): void => {
    this.emit(name, event).catch((error: unknown) => {
      if (name !== 'error') this.fail(error);
    });
  };

  /** Tells the app of an error that has no better place. */
  readonly fail = (error: unknown): void => this.tell('error', error);
}
