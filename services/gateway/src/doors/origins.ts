/** Which pages of browsers may use the gateway. */
export interface Origins {
  /** Whether a WebSocket may be opened from there. */
  allowsWebSocket(headers: { readonly origin?: string | undefined; readonly host?: string | undefined }): boolean;
  /** For the HTTP door: the origins that are told that they may read answers; true = all. */
  readonly forHttp: true | readonly string[];
}

/**
 * The rule for a list of origins (`https://app.example`, or `*` for all). A WebSocket without an origin is opened by no browser. With an empty list a WebSocket may be opened
 * from anywhere, since a login needs a token and no cookie speaks for the user, and answers over HTTP may be read by no page of another origin.
 */
export function allowedOrigins(origins: readonly string[]): Origins {
  const isAll = origins.includes('*');
  return {
    // React Native names the gateway itself.
    allowsWebSocket: ({ origin, host }) =>
      origin === undefined || isAll || origins.length === 0 || origins.includes(origin) || hostOf(origin) === host,
    forHttp: isAll ? true : origins,
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
