/** A string in double quotes (group 1 empty) or in single ones (group 1). */
const STRING = /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/gs;

/** Reads JSON whose strings may stand in single quotes: Huawei's samples write so, Android's JSONObject reads it. Or throws. */
export function parseLooseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!text.includes("'")) throw error;
    return JSON.parse(
      text.replace(STRING, (whole, inner?: string) => (inner === undefined ? whole : doubleQuoted(inner))),
    );
  }
}

function doubleQuoted(inner: string): string {
  return `"${inner.replace(/\\.|"/gs, (part) => (part === "\\'" ? "'" : part === '"' ? '\\"' : part))}"`;
}
