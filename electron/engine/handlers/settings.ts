/** The branch, the playbook, the roster, the calendar, and undo of hand-made changes. */
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { Rm } from '../../../shared/domain/plan.ts'
import { snapshotDates } from '../db/repo/datasets.ts'
import {
  deleteAbsence,
  insertAbsence,
  insertPlaybook,
  playbookVersions,
  readAbsences,
  readCalendarDays,
  readPlaybook,
  readRoster,
  readSetting,
  saveRm,
  setCalendarDay,
  writeSetting,
} from '../db/repo/settings.ts'
import { nextLabel, runCommand, step } from '../db/undo-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import { today, type HandlerContext } from './context.ts'
import { following } from './follow-changes.ts'

export const defaultBranchName = '本网点'

/** Names that stand on printed sheets and in logs. */
export function branchNames(db: ReadDb): { branchName: string; userName: string } {
  return {
    branchName: readSetting(db, 'branchName') ?? defaultBranchName,
    userName: readSetting(db, 'userName') ?? '网点负责人',
  }
}

type SettingsRoute = Extract<keyof Handlers, `settings.${string}` | `history.${string}`>

export function settingsHandlers(context: HandlerContext): Pick<Handlers, SettingsRoute> {
  const { read, write, clock } = context
  const command = <T>(route: string, label: string, change: () => T): T =>
    runCommand(write, { route, label, at: clock.now() }, change)
  const stepping = (direction: 'undo' | 'redo') => {
    const label = following(write, () => step(write, direction))
    if (label === null)
      throw new Refusal(
        'NOTHING_TO_DO',
        direction === 'undo' ? '没有可以撤销的操作。' : '没有可以重做的操作。',
      )
    return { label }
  }
  return {
    'settings.branch': () => branchNames(read),
    'settings.saveBranch': ({ branchName, userName }) =>
      command('settings.saveBranch', '修改网点信息', () => {
        writeSetting(write, 'branchName', branchName)
        writeSetting(write, 'userName', userName)
        return { done: true as const }
      }),
    'settings.playbook': () => ({
      ...readPlaybook(read),
      versions: playbookVersions(read).map((v) => ({ ...v })),
    }),
    'settings.playbookVersion': ({ version }) => {
      if (!playbookVersions(read).some((each) => each.version === version))
        throw new Refusal('VERSION_UNKNOWN', `经营手册没有第 ${version} 版。`)
      return { playbook: readPlaybook(read, version).playbook }
    },
    'settings.savePlaybook': ({ playbook, note }) => {
      const fromDate = snapshotDates(write).at(-1) ?? today(clock)
      const savedAt = clock.now()
      return following(write, () =>
        command('settings.savePlaybook', '修改经营手册', () => ({
          version: insertPlaybook(write, { playbook, fromDate, savedAt, note }),
        })),
      )
    },
    'settings.rms': () => ({
      rms: readRoster(read, snapshotDates(read).at(-1) ?? null),
      absences: readAbsences(read),
    }),
    'settings.saveRm': (rm: Rm) =>
      command('settings.saveRm', `修改客户经理 ${rm.name}`, () => {
        saveRm(write, rm)
        return { done: true as const }
      }),
    'settings.addAbsence': (absence) => {
      const known = readRoster(write, snapshotDates(write).at(-1) ?? null).find(
        (r) => r.rmNo === absence.rmNo,
      )
      if (!known)
        throw new Refusal('RM_UNKNOWN', `名单里没有工号 ${absence.rmNo}。请先在客户经理名单中添加。`)
      return command('settings.addAbsence', `登记 ${known.name} 的请假`, () => ({
        absenceId: insertAbsence(write, absence),
      }))
    },
    'settings.removeAbsence': ({ absenceId }) =>
      command('settings.removeAbsence', '删除请假', () => {
        if (!deleteAbsence(write, absenceId)) throw new Refusal('ABSENCE_UNKNOWN', '这条请假已经不在了。')
        return { done: true as const }
      }),
    'settings.calendar': ({ year }) => ({
      published: read.prepare('SELECT 1 FROM calendar_year WHERE year = ?').get(year) !== undefined,
      days: readCalendarDays(read).filter((d) => d.day.startsWith(`${year}-`)),
    }),
    'settings.setCalendarDay': ({ day, kind, name }) =>
      following(write, () =>
        command('settings.setCalendarDay', `修改工作日历 ${day}`, () => {
          setCalendarDay(write, day, kind, name)
          return { done: true as const }
        }),
      ),
    'history.state': () => ({ undo: nextLabel(read, 'undo'), redo: nextLabel(read, 'redo') }),
    'history.undo': () => stepping('undo'),
    'history.redo': () => stepping('redo'),
  }
}
