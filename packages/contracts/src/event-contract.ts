import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type protobuf from 'protobufjs';
import { messageType } from './message-type.ts';
import { loaderOptions, protoFolder } from './proto.ts';
import type { Topic } from './topics.ts';

/** How a Kafka event is written and read. `In` is what producers give (fields may be left out), `Out` what consumers get. */
export interface EventContract<In, Out> {
  /** Full name of the proto message: the header `event-type`. */
  readonly type: string;
  encode(event: In): Buffer;
  /** Throws when the bytes are not such an event. */
  decode(bytes: Uint8Array): Out;
}

/** An event that always lies in one topic. */
export interface TopicEvent<In, Out> extends EventContract<In, Out> {
  readonly topic: Topic;
  /** Partition key of an event. */
  key(event: Out | In): string;
}

const EVENTS = 'bellhop/event/v1';
let files: string[] | undefined;

function eventType(name: string): protobuf.Type {
  files ??= readdirSync(join(protoFolder, EVENTS))
    .filter((file) => file.endsWith('.proto'))
    .map((file) => `${EVENTS}/${file}`);
  return messageType(name, files);
}

/** The contract of the proto message `bellhop.event.v1.<name>`. Files are read at first use, not at import. */
export function eventContract<In extends object, Out>(name: string): EventContract<In, Out> {
  let cached: protobuf.Type | undefined;
  const type = (): protobuf.Type => (cached ??= eventType(`bellhop.event.v1.${name}`));
  return {
    type: `bellhop.event.v1.${name}`,
    encode: (event) => {
      const bytes = type().encode(type().fromObject(event)).finish();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    decode: (bytes) => type().toObject(type().decode(bytes), loaderOptions) as Out,
  };
}
