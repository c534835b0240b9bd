import type { SimulatorControl } from '@bellhop/vendor-simulator';

/** Prints every push that a vendor takes from now on. */
export async function watchPhones(control: SimulatorControl, print: (line: string) => void): Promise<{ stop(): void }> {
  let after = (await control.accepted({ limit: 1 })).last;
  const look = async (): Promise<void> => {
    const { accepted } = await control.accepted({ after, limit: 100 });
    after = accepted.at(-1)?.n ?? after;
    for (const { vendor, title, at } of accepted) {
      print(`  ${new Date(at).toLocaleTimeString()}  ${vendor} rings: "${title}"`);
    }
  };
  const timer = setInterval(() => void look().catch(() => undefined), 500);
  return { stop: () => clearInterval(timer) };
}
