/** The columns each MAN letter rests on; where one is missing, the letter may stay unknown. Of a list any one will do. */
import type { Column, Columns } from '../../../../shared/domain/segments.ts'
import type { ManLetter } from '../../../../shared/playbook/segmentation.ts'
import { anyBoughtColumn } from './customer-columns.ts'
import { measureColumns } from './man-money-rules.ts'

const needed: Readonly<Record<ManLetter, readonly (readonly Column[])[]>> = {
  money: [
    measureColumns,
    ['aumPeakFen'],
    ['payrollAmountFen'],
    ['movements'],
    ['loanFen'],
    ['remark', 'restriction'],
  ],
  authority: [['age', 'birthDate'], ['owner'], ['merchant'], anyBoughtColumn],
  need: [
    ['holdings'],
    ['demandFen'],
    ['aumFen'],
    measureColumns,
    ['movements'],
    anyBoughtColumn,
    ['history'],
    ['loanFen'],
    ['loanEnd'],
  ],
}

/** What a letter's rules look at and the data do not have, each named by the first of its columns. */
export function columnsLacking(letter: ManLetter, columns: Columns): Column[] {
  const lacking = needed[letter].filter((anyOf) => !anyOf.some((column) => columns.has(column)))
  return [...new Set(lacking.flatMap(([first]) => first ?? []))]
}
