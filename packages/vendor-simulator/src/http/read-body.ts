import type { IncomingMessage } from 'node:http';

/** Thrown when a client sends more than a server is willing to hold. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Reads a whole request body as text, up to `limit` bytes. */
export function readBody(message: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    message.on('end', () => {
      if (size > limit) return reject(new BodyTooLarge(`the body has ${size} bytes, at most ${limit} are read`));
      const whole = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      resolve(whole?.toString('utf8') ?? '');
    });
    message.on('error', reject);
    message.on('aborted', () => reject(new Error('the client went away')));
  });
}
