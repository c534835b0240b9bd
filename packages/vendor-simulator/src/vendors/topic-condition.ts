const MAX_TOPICS = 5;
const TOKEN = /\s*(?:(&&|\|\||[()!])|(?:'([^']+)'|"([^"]+)")\s+in\s+topics\b)/y;

/**
 * Whether a text is a condition on topics, as FCM and Huawei take them: `'A' in topics && ('B' in topics || 'C' in topics)`, at
 * most five topics. `topicName` says what a topic may be called, `allowsNot` whether `!` may stand before an operand.
 */
export function isTopicCondition(text: string, { topicName, allowsNot }: ConditionRules): boolean {
  const tokens = tokensOf(text);
  if (tokens === undefined) return false;
  const names = tokens.filter((token) => token.kind === 'topic').map(({ text: name }) => name);
  if (names.length > MAX_TOPICS || !names.every((name) => topicName.test(name))) return false;
  let at = 0;
  const takes = (wanted: string): boolean => {
    const token = tokens[at];
    if (token?.kind !== 'sign' || token.text !== wanted) return false;
    at += 1;
    return true;
  };
  const operand = (): boolean => {
    if (allowsNot && takes('!')) return operand();
    if (takes('(')) return expression() && takes(')');
    const isTopic = tokens[at]?.kind === 'topic';
    at += 1;
    return isTopic;
  };
  const expression = (): boolean => {
    if (!operand()) return false;
    while (takes('&&') || takes('||')) if (!operand()) return false;
    return true;
  };
  return expression() && at === tokens.length;
}

export interface ConditionRules {
  topicName: RegExp;
  allowsNot: boolean;
}

type Token = { kind: 'sign' | 'topic'; text: string };

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null || tokens.length > 100) return undefined;
    const [, sign, single, double] = match;
    tokens.push(sign === undefined ? { kind: 'topic', text: single ?? double ?? '' } : { kind: 'sign', text: sign });
  }
  return tokens;
}
