/** A server process that the supervisor starts, and how to end it. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  readonly logFile: string;
  /** Asks it to end; after `graceMs` it is killed. */
  readonly stopSignal: NodeJS.Signals;
  readonly graceMs: number;
}

/** What the starting process says to the supervisor. */
export type Request =
  | { readonly kind: 'run'; readonly id: number; readonly spec: ProcessSpec }
  | { readonly kind: 'remove-at-end'; readonly paths: readonly string[] }
  | { readonly kind: 'stop' };

/** What the supervisor says back. */
export type Report =
  | { readonly kind: 'started'; readonly id: number; readonly pid: number }
  | { readonly kind: 'ended'; readonly id: number; readonly how: string };
