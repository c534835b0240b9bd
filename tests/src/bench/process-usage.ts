import { readdirSync, readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Usage {
  readonly rssBytes: number;
  /** Processor time since it began, ms. */
  readonly cpuMs: number;
}

const TICK_MS = 10; // Linux counts processor time in hundredths of a second
const PAGE_BYTES = 4_096;
const COMM = 1;
const PPID = 3;
const UTIME = 13;
const STIME = 14;
const RSS = 23;

/** What a process has used; undefined where there is no /proc or the process is gone. */
export function usageOf(pid: number): Usage | undefined {
  const fields = statOf(pid);
  if (fields === undefined) return undefined;
  return {
    rssBytes: Number(fields[RSS]) * PAGE_BYTES,
    cpuMs: (Number(fields[UTIME]) + Number(fields[STIME])) * TICK_MS,
  };
}

/** All processes below this one whose program is called so, e.g. `java`. */
export function descendantsCalled(program: string, below = process.pid): number[] {
  let pids: number[];
  try {
    pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
  const parents = new Map(
    pids.flatMap((pid) => {
      const fields = statOf(pid);
      return fields === undefined ? [] : [[pid, { parent: Number(fields[PPID]), comm: fields[COMM] ?? '' }] as const];
    }),
  );
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)?.parent;
    return parent !== undefined && (parent === below || isBelow(parent));
  };
  return [...parents].filter(([pid, { comm }]) => comm === program && isBelow(pid)).map(([pid]) => pid);
}

/** The fields of /proc/<pid>/stat; the name is in parentheses and may hold spaces. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const open = text.indexOf('(');
    const close = text.lastIndexOf(')');
    return [text.slice(0, open).trim(), text.slice(open + 1, close), ...text.slice(close + 2).split(' ')];
  } catch {
    return undefined;
  }
}
