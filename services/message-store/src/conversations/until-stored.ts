/** Whoever has just sent a message has its id a moment before it is stored: what is named so is looked for again after these pauses, ms. */
const LOOKS_AGAIN_AFTER_MS = [50, 100, 200, 400];

/** Looks until what was named is stored, and not for long when it never comes. */
export async function untilStored<Found>(
  look: () => Promise<Found>,
  isStored: (found: Found) => boolean,
): Promise<Found> {
  let found = await look();
  for (const pauseMs of LOOKS_AGAIN_AFTER_MS) {
    if (isStored(found)) break;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    found = await look();
  }
  return found;
}
