export * from './certificates.ts';
export * from './collect-events.ts';
export * from './schema/describe-migrations.ts';
export * from './servers/fresh-database.ts';
export * from './servers/test-servers.ts';
export * from './recorded-spans.ts';
export * from './until.ts';
export * from './service-context.ts';
