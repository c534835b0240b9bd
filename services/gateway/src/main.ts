import { setFlagsFromString } from 'node:v8';
import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startGateway } from './service.ts';

// What a gateway holds is its connections, thousands of them and mostly idle. Left alone, V8 lets the heap grow to about twice of what is alive before it
// collects: 28 KB for each of 10,000 idle sessions instead of 12 (docs/decisions/0006).
setFlagsFromString('--heap-growing-percent=25');

await runService('gateway', () => loadConfig(process.env), startGateway, {
  // Beside the rest, connections are closed over a time that is a setting.
  closeTimeoutMs: ({ connectionLimits }) => connectionLimits.drainMs + 30_000,
});
