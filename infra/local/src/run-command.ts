import { spawn } from 'node:child_process';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Written to the command's standard input. */
  readonly input?: string;
}

/** Runs a command to its end and returns what it printed; its failure carries the end of that. */
export function runCommand({ command, args, input, ...options }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'pipe' });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => {}); // a command that ends before reading: its exit code says why
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const end = output.trimEnd().split('\n').slice(-25).join('\n');
      reject(new Error(`${command} ended with ${signal ?? `code ${code}`}:\n${end}`));
    });
  });
}
