/** Handing a playbook on as a file, and taking one up for editing. */
import { playbookVersions, readPlaybook } from '../db/repo/settings.ts'
import type { Handlers } from '../dispatch.ts'
import { readPlaybookFile, writePlaybookFile } from '../io/playbook-file.ts'
import type { HandlerContext } from './context.ts'
import { branchNames } from './settings.ts'

type FileRoute = 'playbook.saveFile' | 'playbook.readFile'

export function playbookFileHandlers({ read, clock }: HandlerContext): Pick<Handlers, FileRoute> {
  return {
    'playbook.saveFile': ({ target }) => {
      const { version, playbook } = readPlaybook(read)
      const saved = playbookVersions(read).find((each) => each.version === version)
      const savedAt = saved?.savedAt ?? clock.now()
      writePlaybookFile(target, { version, savedAt, branchName: branchNames(read).branchName, playbook })
      return { path: target }
    },
    'playbook.readFile': ({ path }) => readPlaybookFile(path),
  }
}
