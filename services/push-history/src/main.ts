import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startPushHistory } from './service.ts';

await runService('push-history', () => loadConfig(process.env), startPushHistory);
