/** Where the system is, and whose key is used. All of it comes from the environment (`-e NAME=value`, or `env` of a TestRun). */
export const settings = {
  /** http://host:port of the gateway; WebSockets are at the same place. */
  http: required('BELLHOP_HTTP'),
  /** host:port of the gateway's gRPC door. */
  grpc: __ENV['BELLHOP_GRPC'] ?? '',
  app: __ENV['APP'] ?? 'load',
  apiKey: required('API_KEY'),
  /** Signs the tokens of clients; shown once when the app is created. */
  clientTokenSecret: __ENV['CLIENT_TOKEN_SECRET'] ?? '',
  /** Control address of the vendor simulator: pushes never go to a real vendor here. */
  simulator: __ENV['SIMULATOR'] ?? '',
  /** Which of workloads/ is run. */
  workload: __ENV['WORKLOAD'] ?? 'smoke',
  /** Messages, or sessions that begin, per second. */
  rate: Number(__ENV['RATE'] ?? '50'),
  duration: __ENV['DURATION'] ?? '5m',
  /** How long a WebSocket session stays, seconds. */
  holdSeconds: Number(__ENV['HOLD_SECONDS'] ?? '60'),
} as const;

function required(name: string): string {
  const value = __ENV[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: README.md lists the settings`);
  return value;
}
