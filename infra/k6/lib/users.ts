import exec from 'k6/execution';

/** The same users every time, so that conversations have a history and the database stays as large as in life. */
const USERS = 10_000;

/** Somebody who is not connected and has no phone: their messages are stored. */
export function anyUser(): string {
  return `k6-user-${Math.floor(Math.random() * USERS)}`;
}

/** This virtual user, as a user of the app. */
export function thisUser(): string {
  return `k6-vu-${exec.vu.idInTest}`;
}

/** An id that no other message of this run has. */
export function localID(): string {
  return `k6-${exec.vu.idInTest}-${exec.vu.iterationInInstance}-${Math.random().toString(36).slice(2, 10)}`;
}
