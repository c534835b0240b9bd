/** Prints what is being proven, and remembers what failed. */
export interface Report {
  say(line: string): void;
  /** A sentence that has to be true, and the figures it rests on. */
  check(sentence: string, isTrue: boolean, figures?: string): void;
  /** Runs a step and tells how long it took. */
  step<T>(title: string, run: () => Promise<T>): Promise<T>;
  readonly failed: readonly string[];
  summary(): string;
}

export function createReport(): Report {
  const begun = Date.now();
  const lines: string[] = [];
  const failed: string[] = [];
  const seconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(1)} s`;
  const say = (line: string): void => console.log(`[${seconds(begun).padStart(8)}] ${line}`);
  return {
    say,
    check: (sentence, isTrue, figures) => {
      const line = `${isTrue ? 'ok' : 'FAILED'}: ${sentence}${figures === undefined ? '' : ` (${figures})`}`;
      lines.push(line);
      if (!isTrue) failed.push(sentence);
      say(line);
    },
    step: async (title, run) => {
      say(title);
      const started = Date.now();
      try {
        return await run();
      } finally {
        say(`  ${title}: ${seconds(started)}`);
      }
    },
    failed,
    summary: () =>
      [`\n${lines.length - failed.length} of ${lines.length} hold, in ${seconds(begun)}:`, ...lines].join('\n'),
  };
}
