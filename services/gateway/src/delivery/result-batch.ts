import type { DeliveryResultInput } from '@bellhop/contracts';

/** Gathers results for one stream and sends those of one turn of the event loop together. */
export interface ResultBatch {
  add(result: DeliveryResultInput): void;
  /** The stream has ended; what comes later is dropped, and message-store's ack timeout decides. */
  close(): void;
}

const MAX_RESULTS = 500;

export function createResultBatch(send: (results: DeliveryResultInput[]) => void): ResultBatch {
  let results: DeliveryResultInput[] = [];
  let scheduled = false;
  let closed = false;
  const flush = (): void => {
    scheduled = false;
    while (results.length > 0 && !closed) send(results.splice(0, MAX_RESULTS));
  };
  return {
    add: (result) => {
      if (closed) return;
      results.push(result);
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    },
    close: () => {
      closed = true;
      results = [];
    },
  };
}
