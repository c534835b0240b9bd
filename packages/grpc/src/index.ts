export * from './client.ts';
export * from './internal-access.ts';
export { internalNames, type InternalName } from './internal-callers.ts';
export * from './internal-key.ts';
export * from './replica-clients.ts';
export * from './request-fields.ts';
export * from './server.ts';
export * from './service-contract.ts';
export * from './status.ts';
