import type { SimulatorControl } from '@bellhop/vendor-simulator';

/** Prints every push that a vendor takes from now on. */
export async function watchPhones(control: SimulatorControl, print: (line: string) => void): Promise<{ stop(): void }> {
  const shown = new Set<string>();
  let after = (await control.accepted({ limit: 1 })).last;
  const look = async (): Promise<void> => {
    const { accepted } = await control.accepted({ after, limit: 100 });
    after = accepted.at(-1)?.n ?? after;
    for (const { vendor, token, notifyId, title, at } of accepted) {
      // What ends the ringing of a call has the notify id of what rang.
      const notification = [vendor, token, notifyId].join('/');
      const verb = notifyId !== null && shown.has(notification) ? 'replaces' : 'rings';
      shown.add(notification);
      print(`  ${new Date(at).toLocaleTimeString()}  ${vendor} ${verb}: "${title}"`);
    }
  };
  const timer = setInterval(() => void look().catch(() => undefined), 500);
  return { stop: () => clearInterval(timer) };
}
