/**
 * A device's time zone as quiet hours know it. Where somebody has chosen an offset instead of a place Android says `GMT+08:00`, which is the name of no zone
 * and would count as UTC; the offset alone is one.
 */
export function knownTimeZone(name: string): string {
  const [, sign, hours = '', minutes = '00'] = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(name) ?? [];
  return sign === undefined ? name : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
