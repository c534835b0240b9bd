import { check } from 'k6';
import http from 'k6/http';
import { settings } from './settings.ts';

export interface Message {
  readonly fromUserID: string;
  readonly toUserID: string;
  readonly text: string;
  readonly localMessageID: string;
  readonly pushConfig?: { readonly title: string; readonly content: string; readonly payload?: string };
}

/** Sends one message with the app's key. True when it was accepted. */
export function sendOverHttp(message: Message, tags: { readonly name: string } = { name: 'send' }): boolean {
  const answer = http.post(`${settings.http}/v1/apps/${settings.app}/messages`, JSON.stringify(message), {
    headers: { authorization: `Bearer ${settings.apiKey}`, 'content-type': 'application/json' },
    tags,
  });
  return check(answer, { 'message accepted': ({ status }) => status === 200 || status === 201 }, tags);
}
