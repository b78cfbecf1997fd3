/**
 * Rule: MAN. Has the customer the money, the authority and a need? Each letter is yes, no or unknown; the eight
 * groups carry a coefficient of difficulty. A customer with an unknown letter is in no group, has the range of
 * coefficients the open letters leave, and belongs to the priority pool when the best of them does.
 *
 * Authority: a no-rule stands above every yes-rule, and above the playbook's age only something bought or a note
 * decides. A person's answer stands above all rules.
 */
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type { Answer, Columns, ManResult, SegmentInput } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import {
  manGroups,
  manLetters,
  type ManGroup,
  type ManLetter,
} from '../../../../shared/playbook/segmentation.ts'
import { ageOf } from './customer-columns.ts'
import { authorityRules, noAuthorityRules, seniorAuthorityRules } from './man-authority-rules.ts'
import { moneyRules } from './man-money-rules.ts'
import { needRules } from './man-need-rules.ts'
import { firedReasons, judge, type Judged } from './yes-rules.ts'

type LetterAnswer = Omit<Judged, 'missing'>

function authority(input: SegmentInput, columns: Columns, playbook: Playbook): LetterAnswer {
  const refused = noAuthorityRules(input, playbook).flatMap((rule) => firedReasons(rule) ?? [])
  if (refused.length > 0) return { answer: 'no', reasons: refused }
  const age = ageOf(input.facts)
  const { to } = playbook.man.authority.age
  if (age === null || age <= to) return judge('man.authority', authorityRules(input, playbook), columns)
  const above: Reason = { rule: 'man.authority.senior', field: 'age', value: age, op: '>', threshold: to }
  const decided = judge('man.authority', seniorAuthorityRules(input, playbook), columns)
  return decided.answer === 'yes'
    ? { answer: 'yes', reasons: [...decided.reasons, above] }
    : { answer: 'unknown', reasons: [above] }
}

/** What the rules say of one letter; a person's latest answer instead where there is one. */
function letterAnswer(
  letter: ManLetter,
  input: SegmentInput,
  columns: Columns,
  playbook: Playbook,
): LetterAnswer & { overridden: boolean } {
  const set = input.manOverrides
    .filter((override) => override.letter === letter)
    .reduce<SegmentInput['manOverrides'][number] | null>(
      (latest, each) => (latest && latest.setOn > each.setOn ? latest : each),
      null,
    )
  if (set) {
    const reason: Reason = {
      rule: `man.${letter}.override`,
      field: 'manOverride',
      value: set.answer,
      op: '=',
      threshold: set.answer,
      evidence: { note: set.note, setOn: set.setOn },
    }
    return { answer: set.answer, reasons: [reason], overridden: true }
  }
  const judged =
    letter === 'authority'
      ? authority(input, columns, playbook)
      : judge(
          `man.${letter}`,
          (letter === 'money' ? moneyRules : needRules)(input, columns, playbook),
          columns,
        )
  return { answer: judged.answer, reasons: judged.reasons, overridden: false }
}

const initials: Readonly<Record<ManLetter, string>> = { money: 'm', authority: 'a', need: 'n' }

/** The groups the answers leave open; exactly one when no letter is unknown. */
export function groupsLeftOpen(letters: Readonly<Record<ManLetter, Answer>>): readonly ManGroup[] {
  return manGroups.filter((group) =>
    manLetters.every((letter, at) => {
      const capital = group[at] !== initials[letter]
      return letters[letter] === 'unknown' || capital === (letters[letter] === 'yes')
    }),
  )
}

/** Letters, group, coefficients and questions; reasons of letter L are named `man.L.…`. */
export function classifyMan(input: SegmentInput, columns: Columns, playbook: Playbook): Explained<ManResult> {
  const answers = {
    money: letterAnswer('money', input, columns, playbook),
    authority: letterAnswer('authority', input, columns, playbook),
    need: letterAnswer('need', input, columns, playbook),
  }
  const letters = {
    money: answers.money.answer,
    authority: answers.authority.answer,
    need: answers.need.answer,
  }
  const open = groupsLeftOpen(letters)
  const coefficients = open.map((group) => playbook.man.coefficients[group])
  const best = Math.min(...coefficients)
  return {
    result: {
      letters,
      overridden: manLetters.filter((letter) => answers[letter].overridden),
      group: open.length === 1 && open[0] ? open[0] : 'unknown',
      best,
      worst: Math.max(...coefficients),
      priorityPool: best <= playbook.man.priorityUpTo,
      questions: manLetters
        .filter((letter) => letters[letter] === 'unknown')
        .map((letter) => ({ letter, texts: playbook.man.questions[letter] })),
    },
    reasons: manLetters.flatMap((letter) => answers[letter].reasons),
  }
}
