import { expect, it } from 'vitest';
import { listeningClock } from './listening-clock.ts';

it('goes on while it ticks, and stands still while the process does', () => {
  let atMs = 5_000;
  const clock = listeningClock({ mostBetweenMs: 1_000, monotonic: () => atMs });
  expect(clock.now()).toBe(0);
  for (let ticks = 0; ticks < 20; ticks += 1) {
    atMs += 500;
    clock.tick();
  }
  expect(clock.now()).toBe(10_000);
  atMs += 250;
  expect(clock.now()).toBe(10_250);
  atMs += 60_000; // paused
  expect(clock.now()).toBe(11_000);
  clock.tick();
  expect(clock.now()).toBe(11_000);
  atMs += 500;
  expect(clock.now()).toBe(11_500);
});
