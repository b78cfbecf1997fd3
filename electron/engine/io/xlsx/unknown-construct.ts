/** Something in a workbook that this reader does not know: the general library reads it instead. */
export class UnknownConstruct extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'UnknownConstruct'
  }
}
