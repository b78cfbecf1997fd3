/** Masking of personal identifiers: what a screen, sheet or report shows unless somebody asked for more. */

/** "13812345678" → "138****5678"; anything too short to keep a head and a tail is hidden whole. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null
  return phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '****'
}

/** "110101199001011234" → "1101**********1234". */
export function maskIdNo(idNo: string | null): string | null {
  if (idNo === null) return null
  return idNo.length >= 10 ? `${idNo.slice(0, 4)}${'*'.repeat(idNo.length - 8)}${idNo.slice(-4)}` : '****'
}
