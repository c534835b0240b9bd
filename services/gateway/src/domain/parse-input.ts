import { InvalidInput } from '@bellhop/runtime';
import type { z } from 'zod';

/** What is wrong with an input: the first problem, with the path of its field. */
export interface InputProblem {
  readonly field: string;
  readonly message: string;
}

/** Parses foreign data, or throws InvalidInput that names the field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidInput(problemOf(parsed.error.issues));
}

export function invalidInput({ field, message }: InputProblem): InvalidInput {
  return new InvalidInput(message, { field });
}

/** The first problem in words for the caller. Input itself is never repeated: it may be a secret or somebody's words. */
export function problemOf(issues: readonly z.core.$ZodIssue[]): InputProblem {
  const issue = issues[0];
  if (issue === undefined) return { field: '', message: 'the input does not fit' };
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0] ?? ''].join('.');
    return { field, message: `${field} is not a known field` };
  }
  return { field: path, message: path === '' ? issue.message : `${path}: ${issue.message}` };
}
