/** How a schema stands to what a service knows. */
export type SchemaState =
  | { readonly kind: 'ready' }
  /** Migrations of a later release have run, none of which takes away what this one uses. */
  | { readonly kind: 'newer'; readonly unknown: readonly string[] }
  | { readonly kind: 'too-old'; readonly missing: readonly string[] }
  | { readonly kind: 'too-new'; readonly by: string };

/** `…-needs-20270301T120000Z`: a migration that takes something away names the newest migration that a service must know to live on without it. */
const NEEDS = /-needs-(\d{8}T\d{6}Z)$/;

/**
 * Compares migrations by name; names begin with their time. A schema may be newer than the service: migrations expand first, and contract a release later, so what they
 * contract is not used by the release before. A service of still earlier ones is told so (docs/decisions/0028).
 */
export function schemaState(known: readonly string[], applied: readonly string[]): SchemaState {
  const newest = [...known].sort().at(-1) ?? '';
  const unknown = applied.filter((name) => !known.includes(name));
  const by = unknown.find((name) => {
    const needed = NEEDS.exec(name)?.[1];
    return needed !== undefined && newest.slice(0, needed.length) < needed;
  });
  if (by !== undefined) return { kind: 'too-new', by };
  const missing = known.filter((name) => !applied.includes(name));
  if (missing.length > 0) return { kind: 'too-old', missing };
  return unknown.length > 0 ? { kind: 'newer', unknown } : { kind: 'ready' };
}
