/** Live counts of a draft: asked when typing pauses; an answer to an older draft is shown as such, never as current. */
import { useEffect, useMemo, useState } from 'react'
import type { SegmentRule } from '../../../shared/domain/segment-rule.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { countable, type DraftGroup } from './draft.ts'
import type { NodeCount } from './rule-tree.tsx'

const pauseMs = 200

export function usePreview(draft: DraftGroup) {
  const { input } = useDataDate()
  const part = useMemo(() => countable(draft), [draft])
  const text = JSON.stringify(part.rule)
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    if (text === asked) return undefined
    const timer = setTimeout(() => setAsked(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, asked])
  const rule = useMemo(() => JSON.parse(asked) as SegmentRule, [asked])
  const { data, error, isPlaceholderData } = useRouteQuery(
    'segments.preview',
    { ...input, rule },
    { keepPrevious: true },
  )
  const current = asked === text && !isPlaceholderData
  const counts = useMemo(() => {
    const byId = new Map<number, NodeCount>()
    if (current)
      for (const node of data?.clauses ?? []) {
        const id = part.idAt.get(node.path.join('.'))
        if (id !== undefined) byId.set(id, node)
      }
    return byId
  }, [current, data, part])
  // `latest` is the draft's rule before the pause: what is unsaved must not wait for a count.
  return { preview: data, error, current, counts, rule, latest: text, leftOut: part.leftOut }
}
