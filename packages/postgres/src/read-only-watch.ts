import { messageOf } from '@bellhop/runtime';
import type { HealthCheck, Logger } from '@bellhop/runtime';
import { classify, isReadOnly } from './failures.ts';

const LOOK_EVERY_MS = 1_000;

/** Remembers that nothing can be written, and looks until something can. */
export interface ReadOnlyWatch {
  /** A statement failed with this. */
  failed(error: unknown): void;
  readonly readiness: HealthCheck;
  stop(): void;
}

/**
 * Watches a database that became read-only: reads go on there, so only its own question says when it is over.
 * @param canWrite asks on a new connection, since an old one may still lead to the former primary
 */
export function watchReadOnly({ canWrite, log }: { canWrite: () => Promise<boolean>; log: Logger }): ReadOnlyWatch {
  let problem: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const lookLater = (): void => {
    if (!isStopped) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  const look = async (): Promise<void> => {
    try {
      if (await canWrite()) {
        problem = undefined;
        log.info('the database can be written to again');
        return;
      }
    } catch (error) {
      problem = messageOf(classify(error));
    }
    lookLater();
  };
  return {
    failed: (error) => {
      if (!isReadOnly(error) || problem !== undefined) return;
      problem = messageOf(error);
      log.error({ err: error }, 'the database is read-only: nothing is stored until it is not, and nothing is lost');
      lookLater();
    },
    readiness: () => problem,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
