import { readFile } from 'node:fs/promises';
import { messageOf, ServiceError, type SecretSource } from '@bellhop/runtime';

/**
 * A secret as it is now.
 * @param name of its setting, for errors
 */
export async function currentSecret(source: SecretSource, name: string): Promise<string> {
  return 'value' in source ? source.value.reveal() : currentFile(source.file, `${name}_FILE`);
}

/** What a file with a secret holds now, without the line break at its end. */
export async function currentFile(path: string, setting: string): Promise<string> {
  let content: string;
  try {
    content = (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    throw unusable(`${setting}: cannot be read: ${messageOf(cause)}`, cause);
  }
  if (content === '') throw unusable(`${setting}: ${path} is empty`);
  return content;
}

/** Retryable: a file that is being exchanged may be gone or empty for a moment. */
function unusable(message: string, cause?: unknown): ServiceError {
  return new ServiceError('SECRET_FILE', message, { retryable: true, cause });
}
