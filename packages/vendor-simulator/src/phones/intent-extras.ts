/**
 * String forms of the extras in an Android intent URI (`…#Intent;S.payload=…;i.count=1;end`), as
 * `Intent.parseUri` would put them into the started Activity's intent.
 */
export function intentExtras(uri: string): Record<string, string> {
  const start = uri.indexOf('#Intent;');
  if (start === -1) return {};
  const extras: Record<string, string> = {};
  for (const part of uri.slice(start + '#Intent;'.length).split(';')) {
    const match = /^[SBbcdfils]\.([^=]+)=(.*)$/s.exec(part);
    if (match === null) continue;
    const [, key = '', value = ''] = match;
    extras[decodeOrKeep(key)] = decodeOrKeep(value);
  }
  return extras;
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
