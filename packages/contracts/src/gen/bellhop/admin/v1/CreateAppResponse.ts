// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of CreateApp.
 */
export interface CreateAppResponseInput {
  /**
   * False when an app with this id exists; then the rest is empty.
   */
  'created'?: (boolean);
  /**
   * Key for calls from services, shown this once.
   */
  'apiKey'?: (string);
  /**
   * Secret that signs the tokens of clients (JWT, HS256), shown this once.
   */
  'clientTokenSecret'?: (string);
}

/**
 * Response of CreateApp.
 */
export interface CreateAppResponse {
  /**
   * False when an app with this id exists; then the rest is empty.
   */
  'created': (boolean);
  /**
   * Key for calls from services, shown this once.
   */
  'apiKey': (string);
  /**
   * Secret that signs the tokens of clients (JWT, HS256), shown this once.
   */
  'clientTokenSecret': (string);
}
