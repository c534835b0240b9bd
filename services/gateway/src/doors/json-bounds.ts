/** As many as a request over gRPC may have fields. Our largest list has 2,000 entries. */
const MAX_MEMBERS = 20_000;

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, OPEN_OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b];

/**
 * Whether a JSON text has more members and entries than any request: reading and checking such a one takes hundreds of milliseconds for each MiB, in which
 * nobody else is served, however deep they lie or side by side. Looks at the characters alone; whether it is JSON at all is seen later.
 */
export function hasTooManyMembers(json: string): boolean {
  let members = 0;
  for (let at = 0; at < json.length && members <= MAX_MEMBERS; at += 1) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) at = endOfText(json, at);
    else if (character === COMMA || character === OPEN_LIST || character === OPEN_OBJECT) members += 1;
  }
  return members > MAX_MEMBERS;
}

/** Where the text that begins here ends. */
function endOfText(json: string, from: number): number {
  for (let at = from + 1; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) return at;
    if (character === BACKSLASH) at += 1;
  }
  return json.length;
}

export const TOO_MANY_MEMBERS = `has more than ${MAX_MEMBERS} members and entries in all`;
