export * from './database.ts';
export * from './delete-in-pieces.ts';
export * from './migrate.ts';
export * from './open-schema.ts';
export * from './partitions.ts';
