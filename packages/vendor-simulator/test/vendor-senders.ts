import { createHash, createSign } from 'node:crypto';
import type { Vendor } from '../src/index.ts';
import { post } from './simulator-fixture.ts';
import type { Answer, Fixture } from './simulator-fixture.ts';

export interface SendOptions {
  title?: string;
  payload?: string;
  /** A second text for the app, beside the payload. */
  call?: string;
  notifyId?: number;
  ttlSeconds?: number;
  receipts?: { url: string; param: string };
}

/** One single-target notification, as a plain client of each vendor would send it; authentication included. */
export type Send = (token: string, options?: SendOptions) => Promise<Answer>;

/** Senders whose access token is fetched once; make them anew after a reset. */
export function senderOf(it: Fixture, vendor: Vendor): Send {
  switch (vendor) {
    case 'xiaomi':
      return xiaomi(it);
    case 'huawei':
      return huawei(it);
    case 'oppo':
      return oppo(it);
    case 'vivo':
      return vivo(it);
    case 'fcm':
      return fcm(it);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const xiaomi =
  (it: Fixture): Send =>
  async (token, options = {}) => {
    const { credentials } = await it.app('xiaomi');
    const { title = 'Title', payload = 'p', call, notifyId, ttlSeconds = 3600, receipts } = options;
    const form = new URLSearchParams({
      registration_id: token,
      restricted_package_name: 'com.example.bellhop',
      title,
      description: 'Text',
      time_to_live: String(ttlSeconds * 1000),
      'extra.channel_id': 'bellhop-im',
      'extra.notify_effect': '1',
      'extra.payload': payload,
      ...(call === undefined ? {} : { 'extra.call': call }),
      ...(notifyId === undefined ? {} : { notify_id: String(notifyId) }),
      ...(receipts === undefined
        ? {}
        : { 'extra.callback': receipts.url, 'extra.callback.param': receipts.param, 'extra.callback.type': '1267' }),
    });
    return post(`${it.simulator.urls.xiaomi}/v3/message/regid`, form, {
      authorization: `key=${credentials.appSecret}`,
    });
  };

const huawei = (it: Fixture): Send => {
  const bearer = once(async () => {
    const { clientId, clientSecret } = (await it.app('huawei')).credentials;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    return String((await post(`${it.simulator.urls.huawei}/oauth2/v3/token`, form)).body['access_token']);
  });
  return async (token, { title = 'Title', payload = 'p', call, notifyId, ttlSeconds = 3600, receipts } = {}) => {
    const click_action = { type: 3 };
    const message = {
      data: JSON.stringify({ payload, call }),
      notification: { title, body: 'Text' },
      android: {
        category: 'IM',
        ttl: `${ttlSeconds}s`,
        ...(receipts === undefined ? {} : { receipt_id: 'R1', bi_tag: receipts.param }),
        notification: { click_action, ...(notifyId === undefined ? {} : { notify_id: notifyId }) },
      },
      token: [token],
    };
    const url = `${it.simulator.urls.huawei}/v1/100000001/messages:send`;
    return post(url, { message }, { authorization: `Bearer ${await bearer()}` });
  };
};

const oppo = (it: Fixture): Send => {
  const authToken = once(async () => {
    const { appKey, masterSecret } = (await it.app('oppo')).credentials;
    const timestamp = String(it.clock.now);
    const sign = createHash('sha256')
      .update(appKey + timestamp + masterSecret)
      .digest('hex');
    const form = new URLSearchParams({ app_key: appKey, timestamp, sign });
    const { body } = await post<{ data: { auth_token: string } }>(`${it.simulator.urls.oppo}/server/v1/auth`, form);
    return body.data.auth_token;
  });
  return async (token, { title = 'Title', payload = 'p', call, notifyId, ttlSeconds = 3600, receipts } = {}) => {
    const notification = {
      title,
      content: 'Text',
      category: 'IM',
      action_parameters: JSON.stringify({ payload, call }),
      off_line_ttl: ttlSeconds,
      ...(notifyId === undefined ? {} : { notify_id: notifyId }),
      ...(receipts === undefined ? {} : { call_back_url: receipts.url, call_back_parameter: receipts.param }),
    };
    const message = JSON.stringify({ target_type: 2, target_value: token, notification });
    const form = new URLSearchParams({ auth_token: await authToken(), message });
    return post(`${it.simulator.urls.oppo}/server/v1/message/notification/unicast`, form);
  };
};

const vivo = (it: Fixture): Send => {
  const authToken = once(async () => {
    const { appId, appKey, appSecret } = (await it.app('vivo')).credentials;
    const timestamp = it.clock.now;
    const sign = createHash('md5').update(`${appId}${appKey}${timestamp}${appSecret}`).digest('hex');
    const { body } = await post(`${it.simulator.urls.vivo}/message/auth`, { appId, appKey, timestamp, sign });
    return String(body['authToken']);
  });
  return async (token, { title = 'Title', payload = 'p', call, notifyId, ttlSeconds = 3600, receipts } = {}) => {
    const message = {
      regId: token,
      notifyType: 4,
      title,
      content: 'Text',
      timeToLive: ttlSeconds,
      skipType: 1,
      category: 'IM',
      clientCustomMap: { payload, call },
      requestId: 'r-1',
      ...(notifyId === undefined ? {} : { notifyId }),
      ...(receipts === undefined ? {} : { extra: { 'callback.id': '7', 'callback.param': receipts.param } }),
    };
    return post(`${it.simulator.urls.vivo}/message/send`, message, { authToken: await authToken() });
  };
};

/** The JWT exchange, as any OAuth library does it. */
export async function fcmAccessToken(it: Fixture): Promise<string> {
  const { serviceAccount } = (await it.app('fcm')).credentials;
  const iat = Math.floor(it.clock.now / 1000);
  const claims = {
    iss: serviceAccount.client_email,
    scope: 'https://www.googleapis.com/auth/firebase.messaging',
    aud: serviceAccount.token_uri,
    iat,
    exp: iat + 3600,
  };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(serviceAccount.private_key, 'base64url');
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const form = new URLSearchParams({ grant_type, assertion: `${signed}.${signature}` });
  return String((await post(serviceAccount.token_uri, form)).body['access_token']);
}

const fcm = (it: Fixture): Send => {
  const bearer = once(() => fcmAccessToken(it));
  return async (token, { title = 'Title', payload = 'p', call, notifyId, ttlSeconds = 3600 } = {}) => {
    const notification = notifyId === undefined ? {} : { tag: String(notifyId) };
    const message = {
      token,
      notification: { title, body: 'Text' },
      data: { payload, call },
      android: { ttl: `${ttlSeconds}s`, collapse_key: `c${notifyId ?? title}`, notification },
    };
    const url = `${it.simulator.urls.fcm}/v1/projects/bellhop-simulator/messages:send`;
    return post(url, { message }, { authorization: `Bearer ${await bearer()}` });
  };
};
