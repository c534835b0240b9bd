/** Collects what devices have, so that positions are written once in a while and not once per message. */
export interface AcknowledgedBuffer<Position> {
  add(position: Position): void;
  /** Writes what was collected. A failed write is dropped: the devices get those messages once more at their next sync. */
  flush(): Promise<void>;
}

/** So often is tried what comes before its turn: an acknowledgement that was overtaken by one of a later message is here a moment later. */
const MOST_TRIES = 5;

export function acknowledgedBuffer<Position>(deps: {
  /** Gives those before which something is missing still. */
  write: (positions: readonly Position[]) => Promise<readonly Position[]>;
  onDropped: (error: unknown, count: number) => void;
  maxWaiting: number;
}): AcknowledgedBuffer<Position> {
  let waiting: Position[] = [];
  /** Of those that came before their turn. */
  const tries = new Map<Position, number>();
  return {
    add: (position) => {
      if (waiting.length < deps.maxWaiting) waiting.push(position);
    },
    flush: async () => {
      if (waiting.length === 0) return;
      const positions = waiting;
      waiting = [];
      const early = await deps.write(positions).catch((error: unknown) => {
        deps.onDropped(error, positions.length);
        return [];
      });
      const again = early.filter((position) => (tries.get(position) ?? 1) < MOST_TRIES).slice(0, deps.maxWaiting);
      const counted = again.map((position) => [position, (tries.get(position) ?? 1) + 1] as const);
      for (const position of positions) tries.delete(position);
      for (const [position, count] of counted) tries.set(position, count);
      waiting.push(...again);
    },
  };
}
