/** A playbook as a file, so that head office can hand one to its branches. */
import { z } from 'zod'
import { query, readingJob } from './route.ts'
import { playbookSchema } from '../playbook/schema.ts'

export const playbookFileRoutes = {
  /** Writes the playbook in force. */
  'playbook.saveFile': readingJob(z.object({ target: z.string().min(1) }), z.object({ path: z.string() })),
  /** Reads and checks one; nothing is stored. Values the file does not know take the shipped default. */
  'playbook.readFile': query(
    z.object({ path: z.string().min(1) }),
    z.object({ playbook: playbookSchema, version: z.int(), savedAt: z.string(), branchName: z.string() }),
  ),
}
