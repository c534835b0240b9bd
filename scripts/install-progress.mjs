// What a newcomer sees while the dependencies are installed: one line that lives on a terminal, a few plain ones elsewhere.
// Plain JavaScript for any Node from 18 on, as bootstrap.mjs, which uses it.

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
/** Without a terminal, a line says that it still goes on: after so many seconds, then every minute. */
const PLAIN_FIRST_S = 20;
const PLAIN_NEXT_S = 60;

/**
 * Begins to show progress on `stream`. `read` takes what the package manager prints, `end` leaves one last line, or none.
 * @param {{ stream: NodeJS.WriteStream, title: string, remark: string }} options
 */
export function showProgress({ stream, title, remark }) {
  const begun = Date.now();
  const isTerminal = stream.isTTY === true && process.env.TERM !== 'dumb';
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  let state = '';
  let frame = 0;
  let nextPlainAt = PLAIN_FIRST_S;
  if (!isTerminal) stream.write(`${title} (${remark}) …\n`);
  const tick = () => {
    const line = `${title}${state === '' ? '' : `: ${state}`} (${seconds()} s)`;
    if (isTerminal) {
      frame = (frame + 1) % FRAMES.length;
      stream.write(`\r\u001b[2K${FRAMES[frame]} ${line.slice(0, (stream.columns ?? 80) - 3)}`);
    } else if (seconds() >= nextPlainAt) {
      nextPlainAt += PLAIN_NEXT_S;
      stream.write(`${line}\n`);
    }
  };
  const timer = setInterval(tick, FRAME_MS);
  return {
    read(text) {
      state = stateIn(text) ?? state;
    },
    end(lastLine) {
      clearInterval(timer);
      if (isTerminal) stream.write('\r\u001b[2K');
      if (lastLine !== undefined) stream.write(`${lastLine(seconds())}\n`);
    },
  };
}

/** The newest thing that pnpm's output says about how far it is; undefined when it says nothing. */
export function stateIn(text) {
  const [, resolved, added, done] =
    [...text.matchAll(/^Progress: resolved (\d+), reused \d+, downloaded \d+, added (\d+)(, done)?/gm)].at(-1) ?? [];
  if (resolved === undefined || Number(resolved) < 2) return undefined;
  return done === undefined ? `${added} of ${resolved} packages` : `${added} packages, setting them up`;
}

const REASONS = [/\bERR_PNPM|\bcode E[A-Z]+|\breason:|request to http/, /\bERR!|\berror\b|\bfailed\b/i, /\S/];

/** The lines of a log that say best why an installation failed, three at most. */
export function reasonsIn(log) {
  const lines = log.split('\n').map((line) => line.trim());
  const telling = REASONS.map((pattern) => lines.filter((line) => pattern.test(line))).find(
    (found) => found.length > 0,
  );
  return (telling ?? []).slice(-3);
}
