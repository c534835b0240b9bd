// Original file: proto/bellhop/push/v1/vendor.proto

/**
 * Kinds of tap actions.
 */
export const ClickActionKind = {
  /**
   * As LAUNCH_APP.
   */
  CLICK_ACTION_KIND_UNSPECIFIED: 'CLICK_ACTION_KIND_UNSPECIFIED',
  /**
   * Open the app.
   */
  CLICK_ACTION_KIND_LAUNCH_APP: 'CLICK_ACTION_KIND_LAUNCH_APP',
  /**
   * Open a page of the app.
   */
  CLICK_ACTION_KIND_OPEN_PAGE: 'CLICK_ACTION_KIND_OPEN_PAGE',
  /**
   * Open a web page.
   */
  CLICK_ACTION_KIND_OPEN_URL: 'CLICK_ACTION_KIND_OPEN_URL',
} as const;

/**
 * Kinds of tap actions.
 */
export type ClickActionKindInput =
  /**
   * As LAUNCH_APP.
   */
  | 'CLICK_ACTION_KIND_UNSPECIFIED'
  | 0
  /**
   * Open the app.
   */
  | 'CLICK_ACTION_KIND_LAUNCH_APP'
  | 1
  /**
   * Open a page of the app.
   */
  | 'CLICK_ACTION_KIND_OPEN_PAGE'
  | 2
  /**
   * Open a web page.
   */
  | 'CLICK_ACTION_KIND_OPEN_URL'
  | 3

/**
 * Kinds of tap actions.
 */
export type ClickActionKind = typeof ClickActionKind[keyof typeof ClickActionKind]
