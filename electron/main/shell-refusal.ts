/** Something the shell will not do; the message is Chinese and fit to be shown. */
export class ShellRefusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
