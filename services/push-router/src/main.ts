import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startPushRouter } from './service.ts';

await runService('push-router', () => loadConfig(process.env), startPushRouter);
