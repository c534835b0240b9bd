import { createLogger, type Logger } from '@bellhop/runtime';

/** What a command has to say beside its answer, as JSON lines on standard error: LOG_LEVEL, or `info`. */
export function commandLog(env: NodeJS.ProcessEnv): Logger {
  const level = env['LOG_LEVEL'] ?? '';
  return createLogger('bellhop', level === '' ? 'info' : level, process.stderr);
}
