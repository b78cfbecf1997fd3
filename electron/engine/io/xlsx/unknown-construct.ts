/** Something in a workbook that this reader does not know: the general library reads it instead. */
export class UnknownConstruct extends Error {
  /** No reader should be made to try: a text of megabytes stops the general library for minutes. */
  readonly hopeless: boolean
  constructor(what: string, hopeless = false) {
    super(what)
    this.name = 'UnknownConstruct'
    this.hopeless = hopeless
  }
}
