import { fileURLToPath } from 'node:url';

/** Where this package lies: its pom and logging configuration are read from here, and the jars are kept here. */
export const packageDirectory = fileURLToPath(new URL('..', import.meta.url));
