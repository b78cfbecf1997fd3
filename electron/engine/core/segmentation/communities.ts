/**
 * Rule: communities (社群). Customers who share an employer, a compound, a market street or a school, from the
 * playbook's size upwards. Customers are added one by one, so a branch may be read a range at a time.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type { Community, CommunityKey } from '../../../../shared/domain/segments.ts'
import { communityKinds } from '../../../../shared/playbook/segmentation.ts'
import type { Familiarity, Playbook } from '../../../../shared/playbook/schema.ts'
import { communitiesOf } from './community-keys.ts'
import { allHold } from './reason.ts'

interface Gathering extends CommunityKey {
  readonly customerNos: string[]
  aumFen: number
  aumUnknown: number
  payroll: number
  payrollKnown: number
  merchants: number
  owners: number
  readonly familiar: { readonly customerNo: string; readonly aumFen: number }[]
}

export interface CommunityCollector {
  /** Adds a customer with the level of familiarity the rules found (null = unknown). */
  readonly add: (facts: CustomerFacts, familiarity: Familiarity | null) => void
  /** Communities of the playbook's size or more: by kind, largest first. Each reason is the size against the line. */
  readonly result: () => readonly Explained<Community>[]
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function collectCommunities(playbook: Playbook): CommunityCollector {
  const gathered = new Map<string, Gathering>()

  const gathering = ({ kind, key }: CommunityKey): Gathering => {
    const id = `${kind}|${key}`
    const known = gathered.get(id)
    if (known) return known
    const fresh: Gathering = {
      kind,
      key,
      customerNos: [],
      aumFen: 0,
      aumUnknown: 0,
      payroll: 0,
      payrollKnown: 0,
      merchants: 0,
      owners: 0,
      familiar: [],
    }
    gathered.set(id, fresh)
    return fresh
  }

  return {
    add: (facts, familiarity) => {
      for (const community of communitiesOf(facts, playbook).result) {
        const into = gathering(community)
        into.customerNos.push(facts.customerNo)
        if (facts.aumFen === null) into.aumUnknown += 1
        else into.aumFen += facts.aumFen
        if (facts.payroll !== null) into.payrollKnown += 1
        if (facts.payroll === true) into.payroll += 1
        if (facts.merchant === true) into.merchants += 1
        if (facts.owner === true) into.owners += 1
        if (familiarity === 'familiar')
          into.familiar.push({ customerNo: facts.customerNo, aumFen: facts.aumFen ?? 0 })
      }
    },

    result: () =>
      [...gathered.values()]
        .flatMap(({ payrollKnown, familiar, ...each }): Explained<Community>[] => {
          const size = each.customerNos.length
          const reasons: readonly Reason[] | null = allHold([
            {
              rule: `community.${each.kind}`,
              field: 'communitySize',
              value: size,
              op: '>=',
              threshold: playbook.communities.minSize,
              evidence: { key: each.key },
            },
          ])
          if (!reasons) return []
          const result: Community = {
            ...each,
            size,
            customerNos: each.customerNos.sort(byText),
            payrollShare: payrollKnown === 0 ? null : each.payroll / payrollKnown,
            familiar: familiar
              .sort((a, b) => b.aumFen - a.aumFen || byText(a.customerNo, b.customerNo))
              .map(({ customerNo }) => customerNo),
          }
          return [{ result, reasons }]
        })
        .sort(
          ({ result: a }, { result: b }) =>
            communityKinds.indexOf(a.kind) - communityKinds.indexOf(b.kind) ||
            b.size - a.size ||
            byText(a.key, b.key),
        ),
  }
}
