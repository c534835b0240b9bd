import { ageBuckets, histogram } from './instruments.ts';

/** Records how old a message is when it has come this far. */
export type MessageAge = (ageMs: number) => void;

/** A message's way: message-store has it, push-router has decided its pushes, the vendor has answered to the first attempt. */
export function messageAge(stage: 'stored' | 'routed' | 'answered'): MessageAge {
  const age = histogram('bellhop_message_age', {
    unit: 'ms',
    description:
      'Age of messages, from the gateway accepting them, by how far they are: stored, routed, answered (the vendor, to the first attempt)',
    labels: ['stage'],
    buckets: ageBuckets,
  });
  return (ageMs) => age.record(Math.max(0, ageMs), { stage }); // clocks of two machines differ
}
