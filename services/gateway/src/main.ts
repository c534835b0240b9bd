import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startGateway } from './service.ts';

await runService('gateway', () => loadConfig(process.env), startGateway, {
  // Beside the rest, connections are closed over a time that is a setting.
  closeTimeoutMs: ({ connectionLimits }) => connectionLimits.drainMs + 30_000,
});
