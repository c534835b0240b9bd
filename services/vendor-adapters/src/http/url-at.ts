/** An address at a vendor: the base, with its own path kept as prefix, and the vendor's path. */
export function urlAt(base: string, path: string): string {
  return base.replace(/\/+$/, '') + path;
}
