import { parseLooseJson } from './loose-json.ts';

/**
 * A JSON object as a client SDK hands it to the app: each value in its string form
 * (HMS `RemoteMessage.getDataOfMap`). Not an object, or not JSON: empty.
 */
export function stringMapOf(json: string | undefined): Record<string, string> {
  if (json === undefined) return {};
  let parsed: unknown;
  try {
    parsed = parseLooseJson(json);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
  const map: Record<string, string> = {};
  for (const [key, value] of Object.entries(parsed)) {
    map[key] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return map;
}
