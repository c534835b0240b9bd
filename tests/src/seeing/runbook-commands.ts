import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runbooksDirectory } from '@bellhop/observability';

/** A fenced block of a runbook. */
export interface RunbookCommand {
  readonly page: string;
  /** `run`: anywhere · `kubectl`: needs the cluster. */
  readonly kind: string;
  readonly line: string;
}

/** Every line of every fenced block of the runbooks. */
export function runbookCommands(): RunbookCommand[] {
  return readdirSync(runbooksDirectory).flatMap((page) => {
    const text = readFileSync(join(runbooksDirectory, page), 'utf8');
    return [...text.matchAll(/^```sh ?(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, kind = '', block = '']) =>
      block
        .trim()
        .split('\n')
        .map((line) => ({ page, kind, line })),
    );
  });
}
