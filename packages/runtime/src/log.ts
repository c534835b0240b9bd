import { pino, type Logger as PinoLogger } from 'pino';

/** JSON lines: constant text plus fields. `error` means a person should look; `warn`, that we coped. */
export type Logger = PinoLogger;

/** The logger of a service. Fields that could hold a secret or somebody's words are cut out wherever they turn up. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['token', 'text', 'payload', 'authorization', '*.token', '*.text', '*.payload', '*.authorization'],
      censor: '[secret]',
    },
  });
}

/** Says nothing; for tests. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
