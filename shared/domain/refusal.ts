/**
 * Input a person must mend. A refusal is thrown at the boundary where the input is read and crosses every
 * process as `{ code, message, details }`; the message is Chinese and says what, where and what to do next.
 */
export interface RefusalDetails {
  readonly file?: string
  readonly sheet?: string
  readonly row?: number
  readonly column?: string
  readonly value?: string
  readonly [key: string]: unknown
}

export class Refusal extends Error {
  readonly code: string
  readonly details: RefusalDetails
  constructor(code: string, message: string, details: RefusalDetails = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}
