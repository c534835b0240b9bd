import { beforeEach, describe, expect, it } from 'vitest';
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts';

interface Waiting {
  readonly address: string;
  isLoggingIn: boolean;
}

let room: WaitingRoom<Waiting>;
const enter = (address: string, isLoggingIn = false): Waiting => {
  const connection = { address, isLoggingIn };
  room.enter(connection);
  return connection;
};
beforeEach(() => {
  room = createWaitingRoom({ max: 6, maxPerAddress: 4 });
});

describe('the room for connections that have not logged in', () => {
  it('has room for everybody while it is not full', () => {
    for (let n = 0; n < 4; n += 1) enter('192.0.2.1');
    expect(room.placeFor('192.0.2.2')).toEqual({ makesRoom: undefined });
  });

  it('lets the oldest of an address go that has its share, and nobody else', () => {
    enter('192.0.2.2');
    const [oldest] = [enter('192.0.2.1'), enter('192.0.2.1'), enter('192.0.2.1'), enter('192.0.2.1')];
    expect(room.placeFor('192.0.2.1')).toEqual({ makesRoom: oldest });
  });

  it('lets one of the address that has most go when all is taken', () => {
    enter('192.0.2.2');
    const [oldest] = [enter('192.0.2.1'), enter('192.0.2.1'), enter('192.0.2.1')];
    enter('192.0.2.3');
    enter('192.0.2.4');
    expect(room.placeFor('192.0.2.5')).toEqual({ makesRoom: oldest });
  });

  it('never lets one go that is being logged in', () => {
    enter('192.0.2.1', true);
    const silent = enter('192.0.2.1');
    enter('192.0.2.1', true);
    enter('192.0.2.1', true);
    expect(room.placeFor('192.0.2.1')).toEqual({ makesRoom: silent });
    silent.isLoggingIn = true;
    expect(room.placeFor('192.0.2.1')).toBe('full');
    enter('192.0.2.2', true);
    enter('192.0.2.2', true);
    expect(room.placeFor('192.0.2.3')).toBe('full');
  });

  it('counts the addresses of one IPv6 network as one', () => {
    const oldest = enter('2001:db8::1');
    for (const end of ['2', '3', '4']) enter(`2001:db8::${end}`);
    expect(room.placeFor('2001:db8::5')).toEqual({ makesRoom: oldest });
  });

  it('has room again when somebody has left', () => {
    const first = enter('192.0.2.1');
    for (let n = 0; n < 3; n += 1) enter('192.0.2.1');
    room.leave(first);
    room.leave(first); // said twice
    expect(room.size).toBe(3);
    expect(room.placeFor('192.0.2.1')).toEqual({ makesRoom: undefined });
  });
});
