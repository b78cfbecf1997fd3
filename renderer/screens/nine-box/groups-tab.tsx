/** Lifecycle stages, special groups, layers of the wealthy and the room for cross-selling. */
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { factLabel, hnwLayerLabel, specialGroupLabel, stageLabel } from '../../../shared/domain/labels.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { shareText } from './figures.ts'

type Groups = NonNullable<OutputOf<'segmentation.groups'>>
type Classes = NonNullable<OutputOf<'segmentation.crossSelling'>>

const count = (n: number) => n.toLocaleString('zh-CN')

interface TableProps {
  readonly title: string
  readonly heads: readonly string[]
  readonly lines: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
  /** Columns of words rather than figures, from the right. */
  readonly words?: number
}

/** A ledger whose first column names the line. */
function Ledger({ title, heads, lines, words = 0 }: TableProps) {
  const wordsFrom = heads.length - words
  const styleOf = (nth: number) => (nth >= wordsFrom ? 'words' : undefined)
  return (
    <table className="ledger" aria-label={title}>
      <caption>{title}</caption>
      <thead>
        <tr>
          {heads.map((head, nth) => (
            <th key={head} scope="col" className={styleOf(nth)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, cells: [name, ...cells] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, nth) => (
              <td key={heads[nth + 1]} className={styleOf(nth + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function GroupTables({ data }: { readonly data: Groups }) {
  return (
    <>
      <Ledger
        title={t('nineBox.stages')}
        heads={[t('nineBox.stage'), t('nineBox.customers'), t('nineBox.aum'), t('nineBox.care')]}
        words={1}
        lines={data.stages.map((line) => ({
          key: line.stage,
          cells: [
            <Link key="name" to={customersLink({ stages: [line.stage] })}>
              {stageLabel(line.stage)}
            </Link>,
            count(line.customers),
            wanText(line.aumFen),
            line.care ?? t('common.none'),
          ],
        }))}
      />
      <Ledger
        title={t('nineBox.specialGroups')}
        heads={[t('nineBox.group'), t('nineBox.customers'), t('nineBox.aum'), t('nineBox.groupUnknown')]}
        lines={data.groups.map((line) => ({
          key: line.group,
          cells: [
            <Link key="name" to={customersLink({ specialGroups: [line.group] })}>
              {specialGroupLabel(line.group)}
            </Link>,
            count(line.customers),
            wanText(line.aumFen),
            line.unknown === 0 ? (
              '0'
            ) : (
              <Link key="unknown" to={customersLink({ specialGroupsUnknown: [line.group] })}>
                {count(line.unknown)}
              </Link>
            ),
          ],
        }))}
      />
      <Ledger
        title={t('nineBox.layers')}
        heads={[
          t('nineBox.layer'),
          t('nineBox.customers'),
          t('nineBox.aum'),
          t('nineBox.traits'),
          t('nineBox.approach'),
        ]}
        words={2}
        lines={data.layers.map((line) => ({
          key: line.layer,
          cells: [
            <Link key="name" to={customersLink({ hnwLayers: [line.layer] })}>
              {hnwLayerLabel(line.layer)} {line.title}
            </Link>,
            count(line.customers),
            wanText(line.aumFen),
            line.traits,
            line.approach,
          ],
        }))}
      />
    </>
  )
}

function ClassTable({ data }: { readonly data: Classes }) {
  return (
    <Ledger
      title={t('nineBox.crossSelling')}
      heads={[
        t('nineBox.assetClass'),
        t('nineBox.holders'),
        t('nineBox.neverHeld'),
        t('nineBox.shareNow'),
        t('nineBox.shareModel'),
        t('nineBox.short'),
        t('nineBox.shortFen'),
      ]}
      lines={data.classes.map((line) => ({
        key: line.assetClass,
        cells: [
          factLabel(line.assetClass),
          count(line.holders),
          <Link key="never" to={customersLink({ neverHeld: [line.assetClass] })}>
            {count(line.neverHeld)}
          </Link>,
          shareText(line.share),
          shareText(line.modelShare),
          <Link key="short" to={customersLink({ gapClasses: [line.assetClass] })}>
            {count(line.short)}
          </Link>,
          wanText(line.shortFen),
        ],
      }))}
    />
  )
}

export function GroupsTab({ input }: { readonly input: { asOf?: string } }) {
  const groups = useRouteQuery('segmentation.groups', input)
  const classes = useRouteQuery('segmentation.crossSelling', input)
  const error = groups.error ?? classes.error
  if (error) return <ErrorNotice error={error} onRetry={() => void groups.refetch()} />
  return (
    <div className="groups-tab">
      {groups.data && <GroupTables data={groups.data} />}
      {classes.data && <ClassTable data={classes.data} />}
    </div>
  )
}
