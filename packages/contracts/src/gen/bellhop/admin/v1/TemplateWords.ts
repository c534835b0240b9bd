// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * What a template says in one language. {name} stands for the message's parameter of that name; one that the message does not bring is left out.
 */
export interface TemplateWordsInput {
  /**
   * Title, 1..256 characters.
   */
  'title'?: (string);
  /**
   * Content, 1..512 characters.
   */
  'content'?: (string);
}

/**
 * What a template says in one language. {name} stands for the message's parameter of that name; one that the message does not bring is left out.
 */
export interface TemplateWords {
  /**
   * Title, 1..256 characters.
   */
  'title': (string);
  /**
   * Content, 1..512 characters.
   */
  'content': (string);
}
