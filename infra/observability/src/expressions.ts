/** What a PromQL expression names of ours. */
export interface Named {
  readonly series: ReadonlySet<string>;
  /** Labels, each with the series that it is selected on. */
  readonly selectedLabels: readonly { readonly series: string; readonly label: string }[];
  /** Labels that are grouped or joined by. */
  readonly groupedLabels: ReadonlySet<string>;
}

/** Reads what our own queries name; it is no parser of PromQL. */
export function namedIn(expr: string): Named {
  const series = new Set<string>();
  const selectedLabels: { series: string; label: string }[] = [];
  for (const [, name = '', selector = ''] of expr.matchAll(/\b(bellhop[a-z0-9_:]+)(?:\{([^}]*)\})?/g)) {
    series.add(name);
    for (const [, label = ''] of selector.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)\s*"/g))
      selectedLabels.push({ series: name, label });
  }
  const groupedLabels = new Set<string>();
  for (const [, list = ''] of expr.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g))
    for (const label of list.split(',')) groupedLabels.add(label.trim());
  return { series, selectedLabels, groupedLabels };
}
