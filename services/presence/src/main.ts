import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startPresence } from './service.ts';

await runService('presence', () => loadConfig(process.env), startPresence);
