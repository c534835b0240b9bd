import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startGateway } from './service.ts';

await runService('gateway', () => loadConfig(process.env), startGateway);
