/** Prints what a scenario does, with the time since its message was sent, and remembers what was not as expected. */
export interface Timeline {
  /** From now on times count from here. */
  begin(atMs?: number): void;
  /** Something that happened at a time (Unix ms). */
  at(atMs: number, text: string): void;
  /** Several things at once, in the order of their times; what has none did not happen and is left out. */
  events(list: readonly { readonly atMs: number | undefined; readonly text: string }[]): void;
  /** What must be so; if it is not, the demo has failed. */
  expect(isSo: boolean, text: string): void;
  readonly failures: readonly string[];
}

export function createTimeline(print: (line: string) => void): Timeline {
  let beginMs = Date.now();
  const failures: string[] = [];
  const at = (atMs: number, text: string): void => {
    const ms = Math.max(0, Math.round(atMs - beginMs));
    print(`  ${`${ms.toLocaleString('en')} ms`.padStart(10)}  ${text}`);
  };
  return {
    failures,
    begin: (atMs = Date.now()) => {
      beginMs = atMs;
    },
    at,
    events: (list) => {
      const happened = list.flatMap(({ atMs, text }) => (atMs === undefined ? [] : [{ atMs, text }]));
      for (const { atMs, text } of happened.sort((a, b) => a.atMs - b.atMs)) at(atMs, text);
    },
    expect: (isSo, text) => {
      print(`              ${isSo ? '✔' : '✘'} ${text}`);
      if (!isSo) failures.push(text);
    },
  };
}
