/** Collects what devices acknowledged, so that positions are written once in a while and not once per message. */
export interface AcknowledgedBuffer<Position> {
  add(position: Position): void;
  /** Writes what was collected. A failed write is dropped: the devices get those messages once more at their next sync. */
  flush(): Promise<void>;
}

export function acknowledgedBuffer<Position>(deps: {
  write: (positions: readonly Position[]) => Promise<void>;
  onDropped: (error: unknown, count: number) => void;
  maxWaiting: number;
}): AcknowledgedBuffer<Position> {
  let waiting: Position[] = [];
  return {
    add: (position) => {
      if (waiting.length < deps.maxWaiting) waiting.push(position);
    },
    flush: async () => {
      if (waiting.length === 0) return;
      const positions = waiting;
      waiting = [];
      await deps.write(positions).catch((error: unknown) => deps.onDropped(error, positions.length));
    },
  };
}
