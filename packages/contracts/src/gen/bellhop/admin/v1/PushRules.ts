// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { PushTextsInput as _bellhop_admin_v1_PushTextsInput, PushTexts as _bellhop_admin_v1_PushTexts } from '../../../bellhop/admin/v1/PushTexts.ts';
import type { BackgroundPolicyInput as _bellhop_admin_v1_BackgroundPolicyInput, BackgroundPolicy as _bellhop_admin_v1_BackgroundPolicy } from '../../../bellhop/admin/v1/BackgroundPolicy.ts';

/**
 * What an app wants pushed, and what stands on the screen when a message does not say. Fields that are not set have the default.
 */
export interface PushRulesInput {
  /**
   * Resource of messages that name none; empty = none, the default.
   */
  'messageResourcesId'?: (string);
  /**
   * Resource of calls that name none; empty = none, the default.
   */
  'callResourcesId'?: (string);
  /**
   * Whether a message without push_config is pushed, with the texts below. Default false.
   */
  'pushesByDefault'?: (boolean);
  /**
   * Texts of such pushes, and of folded ones, by locale ("en", "zh-CN"); at most 50. What a locale leaves out is taken from default_locale, then
   * from the product's own English ones.
   */
  'texts'?: ({[key: string]: _bellhop_admin_v1_PushTextsInput});
  /**
   * Locale for devices whose own one has no texts or template: at most 35 characters. Default "en".
   */
  'defaultLocale'?: (string);
  /**
   * Devices in the background.
   */
  'background'?: (_bellhop_admin_v1_BackgroundPolicyInput);
  /**
   * Whether calls ring in spite of quiet hours, muted conversations and quiet platforms. Default true.
   */
  'callsForceThrough'?: (boolean);
  '_messageResourcesId'?: "messageResourcesId";
  '_callResourcesId'?: "callResourcesId";
  '_pushesByDefault'?: "pushesByDefault";
  '_defaultLocale'?: "defaultLocale";
  '_callsForceThrough'?: "callsForceThrough";
}

/**
 * What an app wants pushed, and what stands on the screen when a message does not say. Fields that are not set have the default.
 */
export interface PushRules {
  /**
   * Resource of messages that name none; empty = none, the default.
   */
  'messageResourcesId'?: (string);
  /**
   * Resource of calls that name none; empty = none, the default.
   */
  'callResourcesId'?: (string);
  /**
   * Whether a message without push_config is pushed, with the texts below. Default false.
   */
  'pushesByDefault'?: (boolean);
  /**
   * Texts of such pushes, and of folded ones, by locale ("en", "zh-CN"); at most 50. What a locale leaves out is taken from default_locale, then
   * from the product's own English ones.
   */
  'texts': ({[key: string]: _bellhop_admin_v1_PushTexts});
  /**
   * Locale for devices whose own one has no texts or template: at most 35 characters. Default "en".
   */
  'defaultLocale'?: (string);
  /**
   * Devices in the background.
   */
  'background': (_bellhop_admin_v1_BackgroundPolicy);
  /**
   * Whether calls ring in spite of quiet hours, muted conversations and quiet platforms. Default true.
   */
  'callsForceThrough'?: (boolean);
  '_messageResourcesId'?: "messageResourcesId";
  '_callResourcesId'?: "callResourcesId";
  '_pushesByDefault'?: "pushesByDefault";
  '_defaultLocale'?: "defaultLocale";
  '_callsForceThrough'?: "callsForceThrough";
}
