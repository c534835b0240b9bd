import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

const ITERATIONS = 4096;
const SCRAM_SHA_512 = 2;
const ALTER_USER_SCRAM_CREDENTIALS = 51;

/** Sets a user's password, as kafka-configs.sh does; kafkajs has no such request (AlterUserScramCredentials, version 0). */
export async function alterScramPassword(
  broker: string,
  { user, password }: { user: string; password: string },
): Promise<void> {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 64, 'sha512');
  const clientId = Buffer.from('test');
  const header = [
    int(ALTER_USER_SCRAM_CREDENTIALS, 2),
    int(0, 2),
    int(1, 4),
    int(clientId.length, 2),
    clientId,
    noTags,
  ];
  const upsertion = [
    compact(Buffer.from(user)),
    int(SCRAM_SHA_512, 1),
    int(ITERATIONS, 4),
    compact(salt),
    compact(salted),
  ];
  const body = [varint(1), varint(2), ...upsertion, noTags, noTags]; // no deletion, one upsertion
  const request = Buffer.concat([...header, ...body]);

  const [host = '', port] = broker.split(':');
  const socket = connect(Number(port), host);
  socket.write(Buffer.concat([int(request.length, 4), request]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  // Length, correlation, tags, throttle, number of results, user: then the error code.
  const code = answer.readInt16BE(4 + 4 + 1 + 4 + 1 + 1 + Buffer.byteLength(user));
  if (code !== 0) throw new Error(`Kafka did not change the password of ${user}: error ${code}`);
}

const noTags = Buffer.of(0);

function int(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
}

/** For numbers below 128, and up to two bytes. */
const varint = (value: number): Buffer => (value < 128 ? Buffer.of(value) : Buffer.of((value & 127) | 128, value >> 7));

/** Length plus one, then the bytes. */
const compact = (bytes: Buffer): Buffer => Buffer.concat([varint(bytes.length + 1), bytes]);
