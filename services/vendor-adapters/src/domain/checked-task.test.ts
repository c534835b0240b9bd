import { expect, it } from 'vitest';
import { badgeToSend } from './checked-task.ts';

it.each([
  ['the increment, where no number is shown', { badgeIncrement: 2, badge: 0 }, { badge: 0 }, [2, 0]],
  ['the number of a push that was decided just now', { badgeIncrement: 2, badge: 5 }, undefined, [2, 5]],
  [
    'the number that holds by now, of a push that was looked at again',
    { badgeIncrement: 2, badge: 5 },
    { badge: 9 },
    [2, 9],
  ],
  ['the number it came with, where push-router does not know of badges', { badgeIncrement: 2, badge: 5 }, {}, [2, 5]],
  ['nothing, where nobody can say what holds by now', { badgeIncrement: 2, badge: 5 }, { badge: 0 }, [0, 0]],
])('a badge shows %s', (_, task, checked, [badgeIncrement, badge]) => {
  expect(badgeToSend(task, checked)).toEqual({ badgeIncrement, badge });
});
