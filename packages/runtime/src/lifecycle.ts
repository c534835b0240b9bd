import { messageOf } from './errors.ts';
import type { Logger } from './log.ts';

/** Something that was started and can be stopped. */
export interface Running {
  /** Takes no new work, finishes what is in flight, closes. Safe to call twice. */
  close(): Promise<void>;
}

/** Collects what a service opens, and closes it in reverse order. */
export interface Opening {
  /** Adds an opened thing and how to close it; returns the thing. */
  add<T>(thing: T | Promise<T>, close: (thing: T) => unknown): Promise<T>;
}

/**
 * Opens a service. When a step fails, what was opened before is closed again and the failure is thrown.
 * `steps` returns what callers need beside `close`.
 */
export async function opening<T extends object>(steps: (open: Opening) => Promise<T>): Promise<T & Running> {
  const closers: (() => unknown)[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      const failures: unknown[] = [];
      for (const step of closers.reverse()) {
        try {
          await step();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, `closing failed: ${failures.map(messageOf).join('; ')}`);
    })();
    return closing;
  };
  try {
    const result = await steps({
      add: async (thing, closeThing) => {
        const opened = await thing;
        closers.push(() => closeThing(opened));
        return opened;
      },
    });
    return { ...result, close };
  } catch (error) {
    await close().catch(() => undefined); // the first failure is the one to tell
    throw error;
  }
}

/** Ends the process with a clear error when something that must never fail has failed. */
export type OnFatal = (error: unknown) => void;

/**
 * Starts a service, waits for SIGTERM or SIGINT, and closes it. The exit code is 0 after an orderly end, 1 otherwise.
 * A guard ends the process when closing takes longer than `closeTimeoutMs`.
 */
export async function runUntilSignal(
  start: (onFatal: OnFatal) => Promise<Running>,
  log: Logger,
  { closeTimeoutMs = 30_000 }: { closeTimeoutMs?: number } = {},
): Promise<void> {
  let running: Running | undefined;
  const stop = (cause: string, exitCode: number): void => {
    process.exitCode = exitCode;
    log.info({ cause }, 'stopping');
    setTimeout(() => {
      log.error({ closeTimeoutMs }, 'closing took too long, ending at once; what was under way is handled again');
      process.exit(1);
    }, closeTimeoutMs).unref();
    void (running?.close() ?? Promise.resolve()).then(
      () => {
        log.info('stopped');
        // Whatever still holds the loop open (a keep-alive socket) must not keep a stopped service alive.
        setTimeout(() => process.exit(), 500).unref();
      },
      (error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exit(1);
      },
    );
  };
  const fatal: OnFatal = (error) => {
    log.fatal({ err: error }, 'cannot go on, ending so that a restart can help');
    stop('fatal error', 1);
  };
  process.once('SIGTERM', () => stop('SIGTERM', 0));
  process.once('SIGINT', () => stop('SIGINT', 0));
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);
  try {
    running = await start(fatal);
    log.info('started');
  } catch (error) {
    log.fatal({ err: error }, messageOf(error));
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 500).unref();
  }
}
