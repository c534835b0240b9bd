export type * from './gen/index.ts';
export * from './event-contract.ts';
export * from './events.ts';
export * from './headers.ts';
export * from './proto.ts';
export * from './topics.ts';
export * from './vendors.ts';
export * from './app-limits.ts';
export * from './vendor-credentials.ts';
