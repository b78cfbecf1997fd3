/** 社群: customers of one employer, compound, street or school; who of us is known there. Enter opens the names. */
import { Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useNavigate } from 'react-router'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { communityKindLabel } from '../../../shared/domain/labels.ts'
import { communityKinds, type CommunityKind } from '../../../shared/playbook/segmentation.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { shareText } from './figures.ts'

type Community = NonNullable<OutputOf<'segmentation.communities'>>['communities'][number]

const shown = 500

function knowers({ rms }: Community): string {
  const known = rms.filter(({ familiar, acquainted }) => familiar + acquainted > 0)
  return known
    .map(({ rmName, rmNo, familiar, acquainted }) =>
      t('nineBox.knowsOne', { rm: rmName ?? rmNo ?? t('nineBox.noRm'), n: familiar + acquainted }),
    )
    .join('、')
}

const figure = (
  key: 'customers' | 'familiar' | 'acquainted',
  header: string,
  width: number,
): GridColumn<Community> => ({ key, header, width, numeric: true, value: (row) => row[key] })

const columns: readonly GridColumn<Community>[] = [
  { key: 'kind', header: t('nineBox.kind'), width: 70, value: (row) => communityKindLabel(row.kind) },
  { key: 'key', header: t('nineBox.community'), width: 240, value: (row) => row.key },
  figure('customers', t('nineBox.customers'), 80),
  {
    key: 'aumFen',
    header: t('nineBox.aum'),
    width: 130,
    numeric: true,
    value: (row) => row.aumFen,
    text: (row) => wanText(row.aumFen),
  },
  {
    key: 'payrollShare',
    header: t('nineBox.payrollShare'),
    width: 90,
    numeric: true,
    value: (row) => row.payrollShare,
    text: (row) => shareText(row.payrollShare),
  },
  figure('familiar', t('nineBox.familiarCount'), 100),
  figure('acquainted', t('nineBox.acquaintedCount'), 100),
  {
    key: 'knows',
    header: t('nineBox.knows'),
    width: 260,
    value: (row) => knowers(row) || t('common.none'),
    tooltip: knowers,
  },
]

export function CommunitiesTab({ input }: { readonly input: { asOf?: string } }) {
  const navigate = useNavigate()
  const [kind, setKind] = useState<CommunityKind | 'all'>('all')
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const { data, error, refetch } = useRouteQuery('segmentation.communities', {
    ...input,
    ...(kind === 'all' ? {} : { kinds: [kind] }),
    ...(wanted.trim() === '' ? {} : { search: wanted }),
    limit: shown,
  })
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  return (
    <div className="communities-tab">
      <div className="nine-box-tools">
        <Input.Search
          size="small"
          allowClear
          className="community-search"
          aria-label={t('nineBox.communitySearch')}
          placeholder={t('nineBox.communitySearch')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select
          size="small"
          aria-label={t('nineBox.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'all' as const, label: t('nineBox.kindAll') },
            ...communityKinds.map((each) => ({ value: each, label: communityKindLabel(each) })),
          ]}
        />
        {data && (
          <span className="muted">
            {t('nineBox.communitiesHint', { n: data.minSize, total: data.total })}
          </span>
        )}
      </div>
      <DataGrid
        label={t('nineBox.tabCommunities')}
        rows={data?.communities ?? []}
        columns={columns}
        rowKey={(row) => `${row.kind}|${row.key}`}
        emptyText={t(wanted.trim() === '' ? 'nineBox.communitiesEmpty' : 'nineBox.communitiesNoMatch')}
        onOpen={({ kind: of, key }) => void navigate(customersLink({ community: { kind: of, key } }))}
      />
    </div>
  )
}
