import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface DemoState {
  readonly httpUrl?: string;
  readonly kafkaBrokers?: readonly string[];
  readonly keys?: { readonly operatorKey?: string };
  readonly app?: { readonly apiKey?: string };
}

/** What the demo (`npm start`) wrote down while it runs on this machine: its addresses and keys, so that nobody has to copy them. */
export function demoSettings(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  // Only for a system that is not named at all: the keys of the demo go nowhere else.
  if (['BELLHOP_URL', 'BELLHOP_URL_FILE'].some((name) => (env[name] ?? '') !== '')) return {};
  let state: DemoState;
  try {
    state = JSON.parse(readFileSync(join(env['BELLHOP_DATA'] ?? '.bellhop/demo', 'state.json'), 'utf8')) as DemoState;
  } catch {
    return {};
  }
  return {
    BELLHOP_URL: state.httpUrl,
    KAFKA_BROKERS: state.kafkaBrokers?.join(','),
    ...without(env, 'OPERATOR_KEY', state.keys?.operatorKey),
    ...without(env, 'API_KEY', state.app?.apiKey),
  };
}

/** A secret of the demo, unless the caller has said one in either way. */
function without(env: NodeJS.ProcessEnv, name: string, value: string | undefined): Record<string, string | undefined> {
  return (env[`${name}_FILE`] ?? '') === '' ? { [name]: value } : {};
}
