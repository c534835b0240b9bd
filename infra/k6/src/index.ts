export { bundle, testNames, type TestName } from './bundle.ts';
export { tryOnce, type Tried } from './try-once.ts';
