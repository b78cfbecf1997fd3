/** Communities of a snapshot: who belongs together by employer, compound, street or school, and who of us knows them. */
import type { Familiarity } from '../../../../shared/playbook/schema.ts'
import type { CommunityKind } from '../../../../shared/playbook/segmentation.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'

export interface CommunityFigure {
  readonly kind: CommunityKind
  readonly key: string
  readonly customers: number
  readonly aumFen: number
  readonly aumUnknown: number
  readonly payroll: number
  readonly payrollKnown: number
  readonly merchants: number
  readonly owners: number
  readonly familiar: number
  readonly acquainted: number
  readonly best: Familiarity | null
}

export interface CommunityRm {
  readonly rmNo: string | null
  readonly rmName: string | null
  readonly customers: number
  readonly familiar: number
  readonly acquainted: number
  /** Customers with an effective contact within the window of familiarity. */
  readonly contacted: number
}

const members = `WITH member AS (
  SELECT community_work AS community, customer_no FROM classification
  WHERE as_of = @asOf AND community_work IS NOT NULL
  UNION ALL SELECT community_home, customer_no FROM classification
  WHERE as_of = @asOf AND community_home IS NOT NULL)`

const joined = `FROM member g
  JOIN classification k ON k.as_of = @asOf AND k.customer_no = g.customer_no
  JOIN snapshot s ON s.dataset_id = @datasetId AND s.customer_no = g.customer_no
  JOIN profile p ON p.profile_id = s.profile_id`

const familiarity = `count(*) FILTER (WHERE k.familiarity = 'familiar') AS familiar,
  count(*) FILTER (WHERE k.familiarity = 'acquainted') AS acquainted`

interface Found extends Omit<CommunityFigure, 'kind' | 'key' | 'best'> {
  readonly community: string
  readonly strangers: number
}

function bestOf({ familiar, acquainted, strangers }: Found): Familiarity | null {
  if (familiar > 0) return 'familiar'
  if (acquainted > 0) return 'acquainted'
  return strangers > 0 ? 'stranger' : null
}

/** Communities of at least `minSize` customers of the given kinds, largest first. */
export function communityFigures(
  db: ReadDb,
  { asOf, datasetId }: Dataset,
  { minSize, kinds }: { minSize: number; kinds: readonly CommunityKind[] },
): (CommunityFigure & { readonly text: string })[] {
  const wanted = kinds.map((kind) => `g.community LIKE '${kind}:%'`).join(' OR ')
  const rows = db
    .prepare(
      `${members} SELECT g.community, count(*) AS customers, coalesce(sum(s.aum_fen), 0) AS aumFen,
         sum(s.aum_fen IS NULL) AS aumUnknown, count(*) FILTER (WHERE p.payroll = 1) AS payroll,
         count(p.payroll) AS payrollKnown, count(*) FILTER (WHERE p.merchant = 1) AS merchants,
         count(*) FILTER (WHERE p.owner = 1) AS owners, ${familiarity},
         count(*) FILTER (WHERE k.familiarity = 'stranger') AS strangers
       ${joined} WHERE ${wanted} GROUP BY g.community HAVING count(*) >= @minSize
       ORDER BY customers DESC, g.community`,
    )
    .all({ asOf, datasetId, minSize }) as Found[]
  return rows.map((row) => {
    const { community, strangers: _, ...figures } = row
    const colon = community.indexOf(':')
    return {
      ...figures,
      text: community,
      kind: community.slice(0, colon) as CommunityKind,
      key: community.slice(colon + 1),
      best: bestOf(row),
    }
  })
}

/** Who manages the customers of some communities: by the stored text, most familiar first. */
export function communityRms(
  db: ReadDb,
  { asOf, datasetId }: Dataset,
  communities: readonly string[],
  windowDays: number,
): Map<string, CommunityRm[]> {
  const rows = db
    .prepare(
      `${members} SELECT g.community, k.rm_no AS rmNo, max(k.rm_name) AS rmName, count(*) AS customers, ${familiarity},
         count(*) FILTER (WHERE k.days_since_contact <= @windowDays) AS contacted
       ${joined} WHERE g.community IN (SELECT value FROM json_each(@communities))
       GROUP BY g.community, k.rm_no
       ORDER BY familiar DESC, acquainted DESC, contacted DESC, customers DESC, rmNo`,
    )
    .all({ asOf, datasetId, windowDays, communities: JSON.stringify(communities) }) as (CommunityRm & {
    community: string
  })[]
  const found = new Map<string, CommunityRm[]>(communities.map((community) => [community, []]))
  for (const { community, ...rm } of rows) found.get(community)?.push(rm)
  return found
}
