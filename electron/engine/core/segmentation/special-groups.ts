/**
 * Rule: special groups (横向分群). A customer may be in several. A group whose column the branch lacks is listed as
 * unknown with what is missing; the bank's own staff are in no marketing group at all.
 */
import { daysBetween } from '../../../../shared/domain/dates.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type {
  Column,
  Columns,
  SegmentInput,
  SpecialGroupsResult,
} from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { specialGroups, type SpecialGroup } from '../../../../shared/playbook/segmentation.ts'
import { ageOf, notesOf, wordIn } from './customer-columns.ts'
import { judge, type YesClause, type YesRule } from './yes-rules.ts'

interface GroupRule {
  readonly columns: readonly (readonly Column[])[]
  readonly clauses: readonly YesClause[]
}
type Rules = Readonly<Record<SpecialGroup, readonly GroupRule[]>>
type Flag = 'payroll' | 'merchant' | 'owner' | 'creditCard' | 'custody' | 'staff'

function rulesOf(input: SegmentInput, playbook: Playbook): Rules {
  const { facts, contacts, tags } = input
  const { groups, planning, warnings } = playbook
  const age = ageOf(facts)

  const flag = (name: Flag): GroupRule => ({
    columns: [[name]],
    clauses: [{ field: name, value: facts[name], op: '=', threshold: true }],
  })
  const aged = (from: number, to: number | null): YesClause => ({
    field: 'age',
    value: age,
    op: 'range',
    threshold: [from, to === null ? null : to + 1],
    everyoneHas: 'age',
  })
  const ageRule = (from: number, to: number | null): GroupRule => ({
    columns: [['age', 'birthDate']],
    clauses: [aged(from, to)],
  })
  const female: YesClause = {
    field: 'gender',
    value: facts.gender,
    op: '=',
    threshold: 'female',
    everyoneHas: 'gender',
  }
  const women = ageRule(groups.womenAge.from, groups.womenAge.to)
  const texts = [facts.occupation, facts.remark, ...notesOf(contacts, facts.asOf), ...tags]
  /** Words found by chance prove the group; where they are the only source, their absence proves nothing. */
  const words = (field: string, found: string | null, columns: GroupRule['columns'] = []): GroupRule => ({
    columns,
    clauses: [{ field, value: found ?? false, op: '=', threshold: found ?? true }],
  })
  const noted = (wanted: readonly string[], columns?: GroupRule['columns']) =>
    words('groupWord', wordIn(texts, wanted), columns)
  const sincePayroll = facts.payrollDate === null ? null : daysBetween(facts.payrollDate, facts.asOf)
  const payrollDays = (op: '<=' | '>'): YesClause => ({
    field: 'daysSincePayroll',
    value: sincePayroll,
    op,
    threshold: warnings.payrollStoppedDays,
    evidence: { payrollDate: facts.payrollDate },
  })
  const opened = facts.openDate === null ? null : daysBetween(facts.openDate, facts.asOf)

  return {
    // The date alone proves a payroll customer; only the flag proves that somebody is none.
    payroll: [
      flag('payroll'),
      ...(facts.payroll === null ? [{ columns: [], clauses: [payrollDays('<=')] }] : []),
    ],
    payrollStopped: [
      facts.payroll === false
        ? { columns: [], clauses: [{ field: 'payroll', value: false, op: '=', threshold: true }] }
        : { columns: [['payrollDate']], clauses: [payrollDays('>')] },
    ],
    merchant: [flag('merchant')],
    owner: [flag('owner'), noted(groups.words.owner)],
    senior: [ageRule(groups.seniorAge, null)],
    seniorCare: [ageRule(planning.seniorAge, null)],
    parent: [noted(groups.words.parent, [['children']])],
    car: [noted(groups.words.car, [['car']])],
    women: [
      // A man is no woman at whatever age.
      facts.gender === 'male'
        ? { columns: [], clauses: [female] }
        : { columns: [['gender'], ...women.columns], clauses: [female, ...women.clauses] },
    ],
    farmer: [
      noted(groups.words.farmer, [['occupation']]),
      words('addressWord', wordIn([facts.address], groups.farmerAddressWords), [['address']]),
    ],
    young: [ageRule(groups.youngAge.from, groups.youngAge.to)],
    loan: [
      {
        columns: [['loanFen']],
        clauses: [{ field: 'loanFen', value: facts.loanFen, op: '>', threshold: 0 }],
      },
    ],
    card: [flag('creditCard')],
    custody: [flag('custody')],
    fundLoss: [noted(groups.words.fundLoss, [['fundResult']])],
    newCustomer: [
      {
        columns: [['openDate']],
        clauses: [
          {
            field: 'daysSinceOpened',
            value: opened,
            op: 'range',
            threshold: [0, planning.newCustomerDays + 1],
            evidence: { openDate: facts.openDate },
            everyoneHas: 'openDate',
          },
        ],
      },
    ],
    staff: [flag('staff')],
  }
}

const ruleNames = Object.fromEntries(specialGroups.map((group) => [group, `group.${group}`])) as Record<
  SpecialGroup,
  string
>

/**
 * Groups the customer is in and groups that cannot be told. The reasons say why for each group joined
 * (`group.<group>`) and what is missing for each unknown one (`group.<group>.unknown`).
 */
export function classifyGroups(
  input: SegmentInput,
  columns: Columns,
  playbook: Playbook,
): Explained<SpecialGroupsResult> {
  const rules = rulesOf(input, playbook)
  const judged = specialGroups.map((group) => {
    const name = ruleNames[group]
    const named = rules[group].map(({ columns: needed, clauses }): YesRule => ({
      rule: name,
      columns: needed,
      clauses,
    }))
    const { answer, reasons, missing } = judge(name, named, columns)
    return { group, answer, reasons, missing }
  })
  const staff = judged.find(({ group, answer }) => group === 'staff' && answer === 'yes')
  if (staff) return { result: { groups: ['staff'], unknown: [], staff: true }, reasons: staff.reasons }
  const joined = judged.filter(({ answer }) => answer === 'yes')
  const unknown = judged.filter(({ answer }) => answer === 'unknown')
  const reasons: readonly Reason[] = [...joined, ...unknown].flatMap((each) => each.reasons)
  return {
    result: {
      groups: joined.map(({ group }) => group),
      unknown: unknown.map(({ group, missing }) => ({ group, missing })),
      staff: false,
    },
    reasons,
  }
}
