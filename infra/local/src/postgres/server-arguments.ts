/** What every PostgreSQL of ours is started with, embedded or in Docker. */
const SETTINGS = { max_connections: '200', shared_buffers: '128MB' };

/** Settings as arguments of the server: `-c name=value`. */
export function serverArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
