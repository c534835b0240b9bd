import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startMessageStore } from './service.ts';

await runService('message-store', () => loadConfig(process.env), startMessageStore);
