/**
 * The playbook as tables and sentences. Reading is the normal state; editing turns every value into an input
 * that the schema checks while one types, and saving makes a new version beside the old ones.
 */
import { Button, Input, Modal } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useBlocker } from 'react-router'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { call, toApiError } from '../../../api/client.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useRouteQuery } from '../../../api/use-query.ts'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { notify, notifyError } from '../../../components/notices.ts'
import { t } from '../../../i18n/index.ts'
import { notifyUndoable } from '../undo-notice.ts'
import { changedPaths, issuesOf, withValueAt } from './draft.ts'
import { PlaybookContext } from './editing.ts'
import {
  DormancySection,
  FamiliaritySection,
  NearSection,
  NineBoxSection,
  TiersSection,
} from './section-customers.tsx'
import { ImportSection } from './section-import.tsx'
import { PlanningSection, WeightsSection } from './section-planning.tsx'
import {
  CommunitiesSection,
  CrossSellingSection,
  GroupsSection,
  HnwSection,
  ManSection,
  StagesSection,
} from './section-segments.tsx'
import { ContactSection, WarningsSection } from './section-work.tsx'
import { PlaybookFiles } from './playbook-files.tsx'
import { Versions } from './versions.tsx'
import { WhatIf } from './what-if.tsx'

interface Section {
  readonly key: string
  readonly title: string
  /** Top-level keys of the playbook shown here, to find where something needs mending. */
  readonly roots: readonly string[]
  readonly content: ReactNode
}

const sections: readonly Section[] = [
  { key: 'tiers', title: t('settings.sectionTiers'), roots: ['tiers'], content: <TiersSection /> },
  {
    key: 'familiarity',
    title: t('settings.sectionFamiliarity'),
    roots: ['familiarity'],
    content: <FamiliaritySection />,
  },
  {
    key: 'nineBox',
    title: t('settings.sectionNineBox'),
    roots: ['nineBox', 'lowStrangerSignals'],
    content: <NineBoxSection />,
  },
  { key: 'near', title: t('settings.sectionNear'), roots: ['nearThreshold'], content: <NearSection /> },
  {
    key: 'dormancy',
    title: t('settings.sectionDormancy'),
    roots: ['dormancy'],
    content: <DormancySection />,
  },
  {
    key: 'warnings',
    title: t('settings.sectionWarnings'),
    roots: ['warnings'],
    content: <WarningsSection />,
  },
  { key: 'man', title: t('playbook.sectionMan'), roots: ['man'], content: <ManSection /> },
  { key: 'groups', title: t('playbook.sectionGroups'), roots: ['groups'], content: <GroupsSection /> },
  { key: 'stages', title: t('playbook.sectionStages'), roots: ['stages'], content: <StagesSection /> },
  { key: 'hnw', title: t('playbook.sectionHnw'), roots: ['hnw'], content: <HnwSection /> },
  {
    key: 'crossSelling',
    title: t('playbook.sectionCross'),
    roots: ['crossSelling'],
    content: <CrossSellingSection />,
  },
  {
    key: 'communities',
    title: t('playbook.sectionCommunities'),
    roots: ['communities'],
    content: <CommunitiesSection />,
  },
  { key: 'contact', title: t('settings.sectionContact'), roots: ['contact'], content: <ContactSection /> },
  {
    key: 'planning',
    title: t('settings.sectionPlanning'),
    roots: ['planning'],
    content: <PlanningSection />,
  },
  {
    key: 'weights',
    title: t('settings.sectionWeights'),
    roots: ['planning.weights', 'planning.quarterWeights'],
    content: <WeightsSection />,
  },
  { key: 'import', title: t('settings.sectionImport'), roots: ['import'], content: <ImportSection /> },
]

function belongsTo(section: Section, path: string): boolean {
  const weights = path.startsWith('planning.weights') || path.startsWith('planning.quarterWeights')
  if (section.key === 'planning' && weights) return false
  return section.roots.some((root) => path === root || path.startsWith(`${root}.`))
}

function LeaveGuard({ dirty }: { readonly dirty: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty &&
      (currentLocation.pathname !== nextLocation.pathname || currentLocation.search !== nextLocation.search),
  )
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('settings.leaveTitle')}
      okText={t('settings.leaveStay')}
      cancelText={t('settings.leaveGo')}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      {t('settings.leaveBody')}
    </Modal>
  )
}

export function PlaybookTab() {
  const stored = useRouteQuery('settings.playbook', {})
  const save = useCommand('settings.savePlaybook')
  const [section, setSection] = useState('tiers')
  const [draft, setDraft] = useState<Playbook | null>(null)
  const [note, setNote] = useState('')
  const shown = draft ?? stored.data?.playbook ?? null
  const issues = useMemo(() => (draft ? issuesOf(draft) : new Map<string, string>()), [draft])
  const changes = useMemo(
    () => (draft && stored.data ? changedPaths(stored.data.playbook, draft) : []),
    [draft, stored.data],
  )

  if (stored.error) return <ErrorNotice error={stored.error} onRetry={() => void stored.refetch()} />
  if (!stored.data || !shown) return null
  const { version, versions } = stored.data
  const editing = draft !== null
  const open = sections.find((each) => each.key === section)

  function stop() {
    setDraft(null)
    setNote('')
  }

  /** Takes another playbook into editing and says how far it is from the one in force. */
  function edit(taken: Playbook, what: string, why: string) {
    if (!stored.data) return
    const changes = changedPaths(stored.data.playbook, taken).length
    if (changes === 0) {
      notify(t('settings.versionSame', { what }))
      return
    }
    setDraft(taken)
    setNote(why)
    notify(t('settings.versionTakenUp', { what, changes }))
  }

  async function takeUp(old: number) {
    if (!stored.data) return
    try {
      const taken = (await call('settings.playbookVersion', { version: old })).playbook
      edit(taken, t('settings.versionOld', { n: old }), t('settings.versionRestoreNote', { n: old }))
    } catch (error) {
      notifyError(toApiError(error))
    }
  }

  async function store() {
    if (!draft) return
    const done = await save.run({ playbook: draft, note: note.trim() })
    if (!done) return
    stop()
    notifyUndoable(t('settings.playbookSaved', { version: done.version }))
  }

  return (
    <div className="playbook">
      <LeaveGuard dirty={changes.length > 0} />
      <div className="playbook-tools">
        <b>{t('settings.playbookVersion', { version })}</b>
        {editing ? (
          <>
            <span className={issues.size > 0 ? 'playbook-issue' : 'muted'} role="status">
              {issues.size > 0
                ? t('settings.playbookInvalid', { n: issues.size })
                : changes.length > 0
                  ? t('settings.playbookChanged', { n: changes.length })
                  : t('settings.playbookUnchanged')}
            </span>
            <Input
              className="playbook-note"
              aria-label={t('settings.playbookNote')}
              placeholder={`${t('settings.playbookNote')}，${t('settings.playbookNoteHint')}`}
              maxLength={100}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <WhatIf draft={shown} disabled={issues.size > 0 || changes.length === 0} />
            <Button onClick={stop}>{t('settings.playbookDiscard')}</Button>
            <Button
              type="primary"
              disabled={issues.size > 0 || changes.length === 0}
              loading={save.running}
              onClick={() => void store()}
            >
              {t('settings.playbookSave')}
            </Button>
          </>
        ) : (
          <>
            <span className="muted playbook-intro">{t('settings.playbookIntro')}</span>
            <PlaybookFiles
              version={version}
              onRead={(file) =>
                edit(
                  file.playbook,
                  t('playbook.fileOf', { branch: file.branchName || t('common.none'), n: file.version }),
                  t('playbook.fileNote', { branch: file.branchName || t('common.none'), n: file.version }),
                )
              }
            />
            <Button type="primary" onClick={() => setDraft(structuredClone(stored.data.playbook))}>
              {t('settings.playbookEdit')}
            </Button>
          </>
        )}
      </div>
      <div className="playbook-body">
        <ul className="playbook-nav" aria-label={t('settings.tabPlaybook')}>
          {[...sections, { key: 'versions', title: t('settings.versionsTitle'), roots: [] }].map((each) => {
            const bad = 'content' in each && [...issues.keys()].some((path) => belongsTo(each, path))
            const changed = 'content' in each && changes.some((path) => belongsTo(each, path))
            return (
              <li key={each.key}>
                <button
                  type="button"
                  aria-current={each.key === section}
                  onClick={() => setSection(each.key)}
                >
                  {each.title}
                  {bad ? <span className="playbook-issue"> ▲</span> : changed ? <span> ●</span> : null}
                </button>
              </li>
            )
          })}
        </ul>
        <div className="playbook-page">
          {open ? (
            <PlaybookContext
              value={{
                draft: shown,
                editing,
                issues,
                set: (path, value) => setDraft((now) => (now ? withValueAt(now, path, value) : now)),
              }}
            >
              <h2>{open.title}</h2>
              {open.content}
            </PlaybookContext>
          ) : (
            <Versions current={version} versions={versions} onTakeUp={(old) => void takeUp(old)} />
          )}
        </div>
      </div>
    </div>
  )
}
