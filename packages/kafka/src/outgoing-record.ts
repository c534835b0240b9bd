/** A record as it goes to Kafka. */
export interface OutgoingRecord {
  /** Topic as in the catalogue, without prefix. */
  readonly topic: string;
  readonly key: string;
  /** null is a tombstone. */
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}
