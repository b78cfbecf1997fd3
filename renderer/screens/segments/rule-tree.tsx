/**
 * The rule as a tree of groups and conditions. Everything works without the mouse: Alt+↑/↓ moves, Alt+G puts into a
 * group, Alt+Delete removes what has the focus.
 */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  GroupOutlined,
  UngroupOutlined,
} from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { segmentField } from '../../../shared/domain/segment-fields.ts'
import { maxClauses, maxDepth, opsOf, type GroupMatch } from '../../../shared/domain/segment-rule.ts'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { t } from '../../i18n/index.ts'
import {
  added,
  clauseOn,
  emptyDraft,
  moved,
  problemOf,
  removed,
  replaced,
  unwrapped,
  withOp,
  wrapped,
  type DraftClause,
  type DraftGroup,
  type DraftNode,
} from './draft.ts'
import { opWord } from './op-words.ts'
import { fieldOptions, type CodeOptions } from './segment-options.ts'
import { ValueEditor } from './value-editor.tsx'

export type NodeCount = OutputOf<'segments.preview'>['clauses'][number]

export interface RuleTreeProps {
  readonly draft: DraftGroup
  readonly change: (to: (draft: DraftGroup) => DraftGroup) => void
  readonly counts: ReadonlyMap<number, NodeCount>
  readonly options: CodeOptions
  readonly missing: readonly string[]
  readonly asOf: string | null
  /** Conditions in the whole draft. */
  readonly clauses: number
}

/** "此条件去掉 312 人 · 未知 5", or what a condition still lacks. */
function CountText({ count }: { readonly count: NodeCount | undefined }) {
  if (!count) return null
  const parts = [
    t('segments.matches', { n: count.matches }),
    count.removes > 0 && t('segments.removes', { n: count.removes }),
    count.adds > 0 && count.removes === 0 && t('segments.adds', { n: count.adds }),
    count.unknown > 0 && t('segments.unknownHere', { n: count.unknown }),
  ]
  return <span className="segment-count num">{parts.filter(Boolean).join(' · ')}</span>
}

function Tool({
  label,
  icon,
  onClick,
}: {
  readonly label: string
  readonly icon: ReactNode
  readonly onClick: () => void
}) {
  return <Button size="small" type="text" icon={icon} aria-label={label} title={label} onClick={onClick} />
}

function Tools({
  node,
  props,
  name,
}: {
  readonly node: DraftNode
  readonly props: RuleTreeProps
  readonly name: string
}) {
  const { change } = props
  return (
    <span className="segment-tools">
      <Tool
        label={t('segments.moveUp', { name })}
        icon={<ArrowUpOutlined />}
        onClick={() => change((draft) => moved(draft, node.id, -1))}
      />
      <Tool
        label={t('segments.moveDown', { name })}
        icon={<ArrowDownOutlined />}
        onClick={() => change((draft) => moved(draft, node.id, 1))}
      />
      {node.kind === 'clause' ? (
        <Tool
          label={t('segments.wrap', { name })}
          icon={<GroupOutlined />}
          onClick={() => change((draft) => wrapped(draft, node.id))}
        />
      ) : (
        <Tool
          label={t('segments.unwrap', { name })}
          icon={<UngroupOutlined />}
          onClick={() => change((draft) => unwrapped(draft, node.id))}
        />
      )}
      <Tool
        label={t('segments.remove', { name })}
        icon={<DeleteOutlined />}
        onClick={() => change((draft) => removed(draft, node.id))}
      />
    </span>
  )
}

function useNodeKeys(node: DraftNode, { change }: RuleTreeProps) {
  return (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.nativeEvent.isComposing) return
    const done = {
      ArrowUp: () => change((draft) => moved(draft, node.id, -1)),
      ArrowDown: () => change((draft) => moved(draft, node.id, 1)),
      g: () => change((draft) => wrapped(draft, node.id)),
      Delete: () => change((draft) => removed(draft, node.id)),
    }[event.key]
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
    done()
  }
}

function ClauseRow({ clause, props }: { readonly clause: DraftClause; readonly props: RuleTreeProps }) {
  const { change, options, missing, asOf, counts } = props
  const field = segmentField(clause.field)
  const onKeyDown = useNodeKeys(clause, props)
  const name = field?.label ?? clause.field
  const problem = problemOf(clause)
  const set = (next: DraftClause) => change((draft) => replaced(draft, clause.id, () => next))
  return (
    <li className="segment-clause" aria-label={name} onKeyDown={onKeyDown}>
      <Select
        className="segment-field"
        aria-label={t('segments.field')}
        value={clause.field}
        options={fieldOptions(missing)}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(key) => {
          const chosen = segmentField(key)
          if (chosen) set({ ...clauseOn(chosen), id: clause.id })
        }}
      />
      {field && (
        <>
          <Select
            className="segment-op"
            aria-label={t('segments.opOf', { name })}
            value={clause.op}
            popupMatchSelectWidth={false}
            options={opsOf(field).map((op) => ({ value: op, label: opWord(field, op) }))}
            onChange={(op) => {
              const chosen = opsOf(field).find((each) => each === op)
              if (chosen) set(withOp(clause, chosen))
            }}
          />
          <ValueEditor
            key={`${clause.field} ${clause.op}`}
            field={field}
            op={clause.op}
            label={name}
            value={clause.value}
            options={options}
            asOf={asOf}
            onChange={(value) => set({ ...clause, value })}
          />
        </>
      )}
      <span className="segment-gap" />
      {problem === null ? (
        <CountText count={counts.get(clause.id)} />
      ) : (
        <span className="segment-problem">{problem}</span>
      )}
      <Tools node={clause} props={props} name={name} />
    </li>
  )
}

const matches: readonly GroupMatch[] = ['all', 'any', 'none']

function Group({
  group,
  depth,
  props,
}: {
  readonly group: DraftGroup
  readonly depth: number
  readonly props: RuleTreeProps
}) {
  const { change, missing, clauses, counts } = props
  const onKeyDown = useNodeKeys(group, props)
  const name = t(`segments.match.${group.match}`)
  const full = clauses >= maxClauses
  const list = useRef<HTMLUListElement>(null)
  const newest = useRef(group.items.at(-1)?.id ?? 0)
  useEffect(() => {
    const last = group.items.at(-1)
    if (!last || last.id <= newest.current) return
    newest.current = last.id
    // A new condition is filled in next, so its value takes the focus; one brought back by redo leaves it alone.
    if (last.kind === 'clause')
      list.current?.lastElementChild?.querySelectorAll<HTMLInputElement>('input')[2]?.focus()
  }, [group.items])
  return (
    <div className="segment-group" role="group" aria-label={name} {...(depth > 1 ? { onKeyDown } : {})}>
      <div className="segment-group-head">
        <Select<GroupMatch>
          className="segment-match"
          aria-label={t('segments.matchOf')}
          value={group.match}
          popupMatchSelectWidth={false}
          options={matches.map((match) => ({ value: match, label: t(`segments.match.${match}`) }))}
          onChange={(match) =>
            change((draft) =>
              replaced(draft, group.id, (node) => (node.kind === 'group' ? { ...node, match } : node)),
            )
          }
        />
        <Select<string | null>
          className="segment-add"
          aria-label={t('segments.add')}
          placeholder={t('segments.add')}
          value={null}
          disabled={full}
          options={fieldOptions(missing)}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(key) => {
            const field = key === null ? undefined : segmentField(key)
            if (field) change((draft) => added(draft, group.id, clauseOn(field)))
          }}
        />
        {depth < maxDepth && (
          <Button
            size="small"
            onClick={() => change((draft) => added(draft, group.id, { ...emptyDraft(), match: 'any' }))}
          >
            {t('segments.addGroup')}
          </Button>
        )}
        {full && <span className="muted">{t('segments.full', { n: maxClauses })}</span>}
        <span className="segment-gap" />
        {depth > 1 && <CountText count={counts.get(group.id)} />}
        {depth > 1 && <Tools node={group} props={props} name={t('segments.group')} />}
      </div>
      <ul ref={list}>
        {group.items.map((item) =>
          item.kind === 'clause' ? (
            <ClauseRow key={item.id} clause={item} props={props} />
          ) : (
            <li key={item.id}>
              <Group group={item} depth={depth + 1} props={props} />
            </li>
          ),
        )}
      </ul>
    </div>
  )
}

export function RuleTree(props: RuleTreeProps) {
  return <Group group={props.draft} depth={1} props={props} />
}
