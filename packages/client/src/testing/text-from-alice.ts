/** A message of alice to bob, as the server sends it. */
export function textFromAlice(seq: number, over: object = {}) {
  return {
    messageID: `m${seq}`,
    conversationID: 'peer/alice/bob',
    seq,
    fromUserID: 'alice',
    toUserID: 'bob',
    text: `t${seq}`,
    acceptedAt: seq,
    ...over,
  };
}
