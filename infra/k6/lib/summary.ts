/** What k6 gives at the end; the parts that are used here. */
interface Summary {
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly values: Readonly<Record<string, number>>;
        readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
      }
    >
  >;
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** Writes summary.json for people and tools, and summary.xml (JUnit, a case per threshold) for pipelines. */
export function handleSummary(data: Summary): Record<string, string> {
  const cases = Object.entries(data.metrics).flatMap(([metric, { thresholds = {}, values }]) =>
    Object.entries(thresholds).map(([threshold, { ok }]) => {
      const failure = ok ? '' : `<failure message="${escape(JSON.stringify(values))}"/>`;
      return { ok, text: `<testcase name="${escape(`${metric}: ${threshold}`)}">${failure}</testcase>` };
    }),
  );
  const failed = cases.filter(({ ok }) => !ok).length;
  return {
    'summary.json': JSON.stringify(data, null, 2),
    'summary.xml': `<testsuite name="k6" tests="${cases.length}" failures="${failed}">${cases.map(({ text }) => text).join('')}</testsuite>`,
    stdout: `${cases.length - failed} of ${cases.length} thresholds hold; all figures are in summary.json\n`,
  };
}
