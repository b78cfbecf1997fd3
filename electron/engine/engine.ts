/**
 * The engine: owns the database and answers every route of the contract. It runs in a utility process
 * (window), in plain Node (command line) and in-process (tests), and knows nothing of any of them.
 */
import { installUndoLog } from './db/undo-log.ts'
import { openDatabase, openReader } from './db/open.ts'
import { seedCalendarTable } from './db/repo/settings.ts'
import { seedCalendar, seedDayNames } from './core/calendar/seed-calendar.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import type { Clock, HandlerContext } from './handlers/context.ts'
import { customerFullHandlers } from './handlers/customer-full.ts'
import { customerWorkHandlers } from './handlers/customer-work.ts'
import { customerHandlers } from './handlers/customers.ts'
import { deriveFrom, hasOldResults } from './handlers/derive.ts'
import { importHandlers } from './handlers/imports.ts'
import { nearHandlers } from './handlers/near.ts'
import { nineBoxHandlers } from './handlers/nine-box.ts'
import { overviewHandlers } from './handlers/overview.ts'
import { createPreviews } from './handlers/previews.ts'
import { playbookFileHandlers } from './handlers/playbook-file.ts'
import { planHandlers } from './handlers/plans.ts'
import { reportHandlers } from './handlers/reports.ts'
import { segmentationHandlers } from './handlers/segmentation.ts'
import { segmentHandlers } from './handlers/segments.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { whatIfHandlers } from './handlers/what-if.ts'

export interface EngineOptions {
  readonly dbPath: string
  /** 64 hex digits, or null for an unencrypted file. */
  readonly keyHex: string | null
  readonly backupDir?: string
  /** Refuse to create a missing database. */
  readonly mustExist?: boolean
  readonly clock: Clock
  /** Receives internal errors users are not shown. Must not be given customer facts. */
  readonly log: (error: unknown) => void
}

export interface Engine {
  readonly dispatch: Dispatch
  /** For commands of the same process that need more than a route; the window never gets this. */
  readonly context: HandlerContext
  close(): void
}

function seed(context: HandlerContext): void {
  const names = seedDayNames()
  const { exceptions, publishedYears } = seedCalendar()
  const days = Object.entries(exceptions).map(([day, kind]) => ({ day, kind, name: names[day] ?? '' }))
  seedCalendarTable(context.write, days, publishedYears)
}

/**
 * Opens the database (creating and migrating it as needed) and wires the handlers.
 * @throws Refusal DB_MISSING, DB_UNREADABLE, DB_NEWER, KEY_MALFORMED
 */
export function createEngine(options: EngineOptions): Engine {
  const write = openDatabase({
    path: options.dbPath,
    keyHex: options.keyHex,
    ...(options.backupDir === undefined ? {} : { backupDir: options.backupDir }),
    ...(options.mustExist === undefined ? {} : { mustExist: options.mustExist }),
  })
  const read = openReader(options.dbPath, options.keyHex)
  installUndoLog(write)
  const context: HandlerContext = {
    read: read.db,
    write,
    clock: options.clock,
    encrypted: options.keyHex !== null,
    previews: createPreviews(write),
  }
  seed(context)
  // Results an earlier version of the product stored lack what this one derives.
  if (hasOldResults(write)) write.transaction(() => Array.from(deriveFrom(write, '9999-12-31'))).immediate()
  return {
    context,
    dispatch: createDispatch(
      {
        ...overviewHandlers(context),
        ...importHandlers(context),
        ...customerHandlers(context),
        ...customerWorkHandlers(context),
        ...customerFullHandlers(context),
        ...planHandlers(context),
        ...reportHandlers(context),
        ...nineBoxHandlers(context),
        ...nearHandlers(context),
        ...whatIfHandlers(context),
        ...playbookFileHandlers(context),
        ...segmentHandlers(context),
        ...segmentationHandlers(context),
        ...settingsHandlers(context),
      },
      options.log,
      (route) => {
        if (route !== 'imports.commit') context.previews.release()
      },
    ),
    close() {
      context.previews.release()
      read.close()
      write.pragma('optimize')
      write.close()
    },
  }
}
