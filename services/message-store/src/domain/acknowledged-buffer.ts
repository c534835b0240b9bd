/** Collects what devices have, so that positions are written once in a while and not once per message. */
export interface AcknowledgedBuffer<Position> {
  add(position: Position): void;
  /** Writes what was collected. A failed write is dropped: the devices get those messages once more at their next sync. */
  flush(): Promise<void>;
}

/** So many of a place wait for what is before them; of a gap that stays, every one would be written with each that is new. */
const MOST_EARLY_OF_PLACE = 8;

interface Waiting<Position> {
  readonly position: Position;
  /** Until when it is tried, when it came before its turn. */
  readonly untilMs: number;
}

/**
 * What comes before its turn, as what a device wrote while another's message was on its way to it, waits for more of its place, and is written with that.
 */
export function acknowledgedBuffer<Position>(deps: {
  /** Gives those before which something is missing still. */
  write: (positions: readonly Position[]) => Promise<readonly Position[]>;
  /** Where order counts: the same for positions of one device in one conversation. */
  placeOf: (position: Position) => string;
  /** How long an acknowledgement may take, ms. */
  longestAckMs: number;
  onDropped: (error: unknown, count: number) => void;
  /** Of those to be written, and of those that came early. */
  maxWaiting: number;
  /** A clock that nobody sets, ms. */
  clock: () => number;
}): AcknowledgedBuffer<Position> {
  const { write, placeOf, longestAckMs, onDropped, maxWaiting, clock } = deps;
  let waiting: Waiting<Position>[] = [];
  /** By place, the oldest first. */
  const early = new Map<string, Waiting<Position>[]>();
  let earlyCount = 0;

  const takeEarly = (place: string): Waiting<Position>[] => {
    const those = early.get(place) ?? [];
    early.delete(place);
    earlyCount -= those.length;
    return those;
  };
  const keepEarly = (one: Waiting<Position>): void => {
    const place = placeOf(one.position);
    const those = early.get(place) ?? [];
    if (clock() >= one.untilMs || those.length >= MOST_EARLY_OF_PLACE || earlyCount >= maxWaiting) return;
    early.set(place, [...those, one]);
    earlyCount += 1;
  };
  const forgetOld = (): void => {
    for (const [place, [oldest]] of early) {
      if (oldest === undefined || clock() < oldest.untilMs) return;
      takeEarly(place);
    }
  };

  return {
    add: (position) => {
      if (waiting.length >= maxWaiting) return;
      waiting.push(...takeEarly(placeOf(position)), { position, untilMs: clock() + longestAckMs });
    },
    flush: async () => {
      forgetOld();
      if (waiting.length === 0) return;
      const written = waiting;
      waiting = [];
      const tooEarly = await write(written.map(({ position }) => position)).catch((error: unknown) => {
        onDropped(error, written.length);
        return [];
      });
      if (tooEarly.length === 0) return;
      const again = new Set(tooEarly);
      for (const one of written) if (again.has(one.position)) keepEarly(one);
    },
  };
}
