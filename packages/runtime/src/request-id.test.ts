import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { chooseRequestId, requestIdOf, withRequestId } from './request-id.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traced = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: 'b7ad6b7169203331', traceFlags: 1 });

it('keeps the id that the caller gave', () => {
  expect(chooseRequestId('order-4711', traced)).toBe('order-4711');
});

it('takes the trace where the caller gave none, or none that fits into a line', () => {
  expect(chooseRequestId(undefined, traced)).toBe(traceId);
  expect(chooseRequestId('x'.repeat(65), traced)).toBe(traceId);
  expect(chooseRequestId('two\nlines and more', traced)).toBe(traceId);
});

it('makes a new one where there is neither', () => {
  const one = chooseRequestId(undefined, ROOT_CONTEXT);
  expect(one).toMatch(/^[\w-]{36}$/);
  expect(chooseRequestId(undefined, ROOT_CONTEXT)).not.toBe(one);
});

it('goes with the context', () => {
  expect(requestIdOf(withRequestId('order-4711', ROOT_CONTEXT))).toBe('order-4711');
  expect(requestIdOf(ROOT_CONTEXT)).toBeUndefined();
});
