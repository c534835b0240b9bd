import { runService } from '@bellhop/runtime';
import { loadConfig } from './config.ts';
import { startVendorAdapter } from './service.ts';

await runService(`vendor-adapter-${process.env['VENDOR'] ?? ''}`, () => loadConfig(process.env), startVendorAdapter);
