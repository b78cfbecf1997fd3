/**
 * The citizen identity number (GB 11643): 17 digits and a check character by ISO 7064 MOD 11-2. A number that
 * passes also tells the birth date and the gender.
 */
import { isIsoDate } from '../../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/** True for an 18-character number whose birth date exists and whose check character is right. */
export function isValidIdNo(idNo: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(idNo)) return false
  const sum = weights.reduce((total, weight, at) => total + weight * Number(idNo[at]), 0)
  return checkCharacters[sum % 11] === idNo[17]?.toUpperCase() && birthPart(idNo) !== null
}

function birthPart(idNo: string): IsoDate | null {
  const date = `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`
  return isIsoDate(date) ? date : null
}

/** Birth date carried by a valid 18-digit number, else null (15-digit and masked numbers tell nothing). */
export function birthDateFromIdNo(idNo: string | null): IsoDate | null {
  return idNo !== null && isValidIdNo(idNo) ? birthPart(idNo) : null
}

/** Gender carried by a valid 18-digit number (17th digit odd = male), else null. */
export function genderFromIdNo(idNo: string | null): 'male' | 'female' | null {
  if (idNo === null || !isValidIdNo(idNo)) return null
  return Number(idNo[16]) % 2 === 1 ? 'male' : 'female'
}
