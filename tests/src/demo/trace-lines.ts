/** One entry of the HTTP API's trace. */
export interface TraceEntryJson {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly userID?: string;
  readonly deviceID?: string;
  readonly vendor?: string;
  readonly attempt?: number;
}

/** A trace for reading: time since its first entry, whose phone, what happened. */
export function traceLines(entries: readonly TraceEntryJson[]): string[] {
  const first = entries[0]?.at ?? 0;
  return entries.map(({ at, text, userID, deviceID }) => {
    const ms = `${(at - first).toLocaleString('en')} ms`.padStart(10);
    const whose = userID === undefined ? '' : `${userID}${deviceID === undefined ? '' : ` (${deviceID})`}: `;
    return `${ms}  ${whose}${text}`;
  });
}
