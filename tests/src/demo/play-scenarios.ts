import type { Demo } from './demo.ts';
import { scenarios } from './scenarios/index.ts';
import { createTimeline } from './timeline.ts';

/** Plays one scenario after the other; true when everything went as it should. */
export async function playScenarios(demo: Demo, print: (line: string) => void): Promise<boolean> {
  const failures: string[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    print(`\n${index + 1}  ${scenario.title}`);
    const timeline = createTimeline(print);
    await scenario.play(demo, timeline);
    failures.push(...timeline.failures.map((text) => `  ${index + 1}: ${text}`));
  }
  print(
    failures.length === 0
      ? `\nAll ${scenarios.length} scenarios went as they should.`
      : `\nNot as it should be:\n${failures.join('\n')}`,
  );
  return failures.length === 0;
}
