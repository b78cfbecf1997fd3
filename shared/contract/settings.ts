/** The playbook, the RM roster with leave, the working calendar, and undo of what was done by hand. */
import { z } from 'zod'
import { command, query } from './route.ts'
import { done, isoDate, none } from './common.ts'
import { playbookSchema } from '../playbook/schema.ts'

export const rmEntry = z.object({
  rmNo: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(20),
  role: z.enum(['rm', 'lobby', 'teller', 'head']),
  leftOn: isoDate.nullable(),
  dailyMinutes: z.int().min(0).max(480).nullable(),
})
export type RmEntry = z.infer<typeof rmEntry>

export const absenceEntry = z
  .object({
    rmNo: z.string().min(1),
    from: isoDate,
    to: isoDate,
    minutes: z.int().min(1).max(480).nullable(),
    reason: z.string().max(60),
  })
  .refine((a) => a.from <= a.to, '结束日期早于开始日期')

export const settingsRoutes = {
  'settings.branch': query(none, z.object({ branchName: z.string(), userName: z.string() })),
  'settings.saveBranch': command(
    z.object({ branchName: z.string().trim().max(40), userName: z.string().trim().max(20) }),
    done,
  ),
  'settings.playbook': query(
    none,
    z.object({
      version: z.int(),
      playbook: playbookSchema,
      versions: z.array(
        z.object({ version: z.int(), fromDate: isoDate, savedAt: z.string(), note: z.string() }),
      ),
    }),
  ),
  /** One stored version, to be looked at or taken up again. */
  'settings.playbookVersion': query(
    z.object({ version: z.int().min(1) }),
    z.object({ playbook: playbookSchema }),
  ),
  /** Stores a new version and derives the snapshots it applies to anew; older results keep their version. */
  'settings.savePlaybook': command(
    z.object({ playbook: playbookSchema, note: z.string().trim().max(100) }),
    z.object({ version: z.int() }),
  ),
  'settings.rms': query(
    none,
    z.object({
      rms: z.array(rmEntry.extend({ customers: z.int(), fromExtract: z.boolean() })),
      absences: z.array(z.intersection(absenceEntry, z.object({ absenceId: z.int() }))),
    }),
  ),
  'settings.saveRm': command(rmEntry, done),
  'settings.addAbsence': command(absenceEntry, z.object({ absenceId: z.int() })),
  'settings.removeAbsence': command(z.object({ absenceId: z.int() }), done),
  'settings.calendar': query(
    z.object({ year: z.int().min(2000).max(2100) }),
    z.object({
      published: z.boolean(),
      days: z.array(z.object({ day: isoDate, kind: z.enum(['work', 'off']), name: z.string() })),
    }),
  ),
  /** kind null = an ordinary day again. */
  'settings.setCalendarDay': command(
    z.object({ day: isoDate, kind: z.enum(['work', 'off']).nullable(), name: z.string().max(20) }),
    done,
  ),
  'history.state': query(none, z.object({ undo: z.string().nullable(), redo: z.string().nullable() })),
  /** Takes back (or does again) the last command made by hand; answers with its label. */
  'history.undo': command(none, z.object({ label: z.string() })),
  'history.redo': command(none, z.object({ label: z.string() })),
}
