/** Who may speak to the shell: the product's own page in its main frame, nothing else. */

/** True for a page of `app://panhuo`, or of the development server where there is one. */
export function isOwnPage(url: string, devPage: string | null): boolean {
  let address: URL
  try {
    address = new URL(url)
  } catch {
    return false
  }
  if (devPage !== null && address.origin !== 'null' && address.origin === new URL(devPage).origin) return true
  return address.protocol === 'app:' && address.host === 'panhuo'
}
