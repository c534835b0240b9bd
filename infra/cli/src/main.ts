import { runBellhop } from './program.ts';

await runBellhop(process.argv.slice(2));
