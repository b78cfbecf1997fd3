/** Something in a workbook that this reader does not know: the general library reads it instead. */
export class UnknownConstruct extends Error {
  /**
   * Why no reader should be made to try, in Chinese, fit to stand in a refusal: such mark-up is no program's, and the
   * general library takes minutes over it. Null when the library may read the workbook.
   */
  readonly hopeless: string | null
  constructor(what: string, hopeless: string | null = null) {
    super(what)
    this.name = 'UnknownConstruct'
    this.hopeless = hopeless
  }
}

/** Mark-up no program writes; see `hopeless`. */
export const brokenMarkUp = '文件内部结构不完整'
