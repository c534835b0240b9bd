/** The gateway refused a call. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The gateway's HTTP API with one key (docs/http-api.md). */
export type GatewayApi = <Answer = Record<string, unknown>>(
  method: string,
  path: string,
  body?: object,
) => Promise<Answer>;

/** The whole trace of a message, page by page. */
export async function wholeTrace<Entry>(api: GatewayApi, app: string, messageId: string): Promise<Entry[]> {
  const path = `/v1/apps/${app}/messages/${encodeURIComponent(messageId)}/trace?limit=5000`;
  const entries: Entry[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const pageToken: string = next === '' ? '' : `&pageToken=${next}`;
    const page = await api<{ entries: Entry[]; nextPageToken?: string }>('GET', path + pageToken);
    entries.push(...page.entries);
    next = page.nextPageToken;
  }
  return entries;
}

export function gatewayApi(httpUrl: string, key: string): GatewayApi {
  return async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${httpUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer & { error?: { code: string; message: string } };
    if (response.ok) return answer;
    const { code = 'UNKNOWN', message = response.statusText } = answer.error ?? {};
    throw new Refused(response.status, code, `${method} ${path}: ${code}: ${message}`);
  };
}
