import { messageType } from '@bellhop/contracts';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { BadRequest, requestReader } from './read-request.ts';

const type = 'bellhop.im.v1.AckSyncRequest';
const file = 'bellhop/im/v1/sync_service.proto';
const request = messageType(type, [file]);
const read = requestReader(type, file, (bytes) => request.toObject(request.decode(bytes), { longs: Number }));

/** A request with one position, whose `seq` has these 64 bits. */
function withSeq(bits: bigint): Buffer {
  const varint: number[] = [];
  for (let rest = BigInt.asUintN(64, bits); ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) {
      varint.push(low);
      break;
    }
    varint.push(low | 0x80);
  }
  return Buffer.from([0x22, varint.length + 1, 0x10, ...varint]); // field 4, a message; its field 2, a varint
}

describe('a 64-bit number of a request', () => {
  it('is taken as it is from 0 to what a number holds exactly, and refused by its field otherwise', () => {
    const odd = fc.constantFrom(-1n, -(2n ** 63n), 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n, 0n);
    fc.assert(
      fc.property(fc.oneof(odd, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (seq) => {
        const answer = read(withSeq(seq));
        if (seq >= 0n && seq <= BigInt(Number.MAX_SAFE_INTEGER)) {
          expect(answer).toMatchObject(seq === 0n ? {} : { positions: [{ seq: Number(seq) }] });
        } else {
          expect(answer).toBeInstanceOf(BadRequest);
          expect((answer as BadRequest).problem).toMatchObject({ field: 'positions.0.seq', code: 'INVALID_ARGUMENT' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('never throws, whatever the bytes are', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void read(Buffer.from(bytes))));
});

it('is refused by the beginning of a name when the caller gave a field a long one', () => {
  const attributes = 'bellhop.im.v1.SetGroupAttributesRequest';
  const groups = 'bellhop/im/v1/group_service.proto';
  const known = messageType(attributes, [groups]);
  const key = 'k'.repeat(500_000);
  const bytes = Buffer.from(known.encode(known.fromObject({ attributes: { [key]: 'text' } })).finish());
  bytes.fill(0xff, bytes.length - 4); // no UTF-8
  const answer = requestReader(attributes, groups, () => ({ attributes: { [key]: '\ufffd' } }))(bytes);
  expect((answer as BadRequest).problem.field).toBe(`attributes.${'k'.repeat(100)}…`);
});

describe('a request with many fields', () => {
  const empties = (count: number): Buffer => Buffer.alloc(2 * count, Buffer.from([0x22, 0])); // positions with nothing in them
  /** These bytes as field 4. */
  const within = (bytes: Buffer): Buffer => {
    const length = protobuf.Writer.create().uint32(bytes.length).finish();
    return Buffer.concat([Buffer.from([0x22]), length, bytes]);
  };

  it('is read up to 20,000 of them', () => {
    expect((read(empties(20_000)) as { positions: unknown[] }).positions).toHaveLength(20_000);
  });

  it('is read however long its texts are', () => {
    const names = requestReader('bellhop.im.v1.CreateGroupRequest', 'bellhop/im/v1/group_service.proto', () => ({}));
    const member = (n: number): Buffer =>
      Buffer.concat([Buffer.from([0x2a, 64]), Buffer.from(`member-${n}`.padEnd(64, 'x'))]); // field 5
    expect(names(Buffer.concat(Array.from({ length: 2_000 }, (_, n) => member(n))))).toEqual({});
  });

  it.each([
    ['side by side', type, file, empties(500_000)],
    ['in a message within it', type, file, within(Buffer.alloc(50_000, Buffer.from([0x08, 0])))],
    [
      'in a list of numbers',
      'bellhop.push.v1.UpdateUserSettingsRequest',
      'bellhop/push/v1/user_settings_service.proto',
      within(within(Buffer.alloc(500_000))), // days of quiet hours
    ],
    [
      'in a list of enum values',
      'bellhop.im.v1.CheckGroupSendersResponse', // no request has one yet
      'bellhop/im/v1/sync_service.proto',
      Buffer.concat([Buffer.from([0x0a]), protobuf.Writer.create().uint32(500_000).finish(), Buffer.alloc(500_000)]),
    ],
  ])('is refused without being read when it has more: %s', (_, ofType, ofFile, bytes) => {
    const reader = requestReader(ofType, ofFile, () => expect.unreachable('it is not read'));
    expect((reader(bytes) as BadRequest).problem).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'the request has more than 20000 fields',
    });
  });

  it('is no message when it breaks off', () => {
    const answer = read(Buffer.concat([empties(1), Buffer.from([0x22, 5, 1])]));
    expect((answer as BadRequest).problem.message).toContain('is not a protobuf message');
  });
});
