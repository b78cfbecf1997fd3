/** What the shell does for each of its routes. */
import { app, shell } from 'electron'
import type { ChosenPaths } from './chosen-paths.ts'
import { openFiles, openFolder, saveFile } from './dialogs.ts'
import type { EngineProcess } from './engine-process.ts'
import { printOnPaper, renderPdf, writePdf } from './printing.ts'
import { ShellRefusal } from './shell-refusal.ts'
import type { ShellHandlers, ShellOutputOf } from '../../shared/contract/shell.ts'

export type ShellFacts = Omit<
  ShellOutputOf<'shell.info'>,
  'electron' | 'chrome' | 'node' | 'platform' | 'packaged' | 'engine' | 'enginePid'
>

export function createShellHandlers(
  facts: ShellFacts,
  engine: EngineProcess,
  chosen: ChosenPaths,
): ShellHandlers {
  return {
    'shell.openFiles': openFiles,
    'shell.openFolder': ({ title }) => openFolder(title, chosen),
    'shell.saveFile': (input) => saveFile(input, chosen),
    'shell.info': () => ({
      ...facts,
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
      platform: process.platform,
      packaged: app.isPackaged,
      engine: engine.status(),
      enginePid: engine.pid() ?? null,
    }),
    'shell.printPlanPdf': async (input) => ({ pdf: await renderPdf(input) }),
    'shell.savePdf': async (input) => {
      if (!chosen.mayWrite(input.path)) throw notChosen()
      await writePdf(input.path, 'pdf' in input ? input.pdf : await renderPdf(input))
      return { path: input.path }
    },
    'shell.print': printOnPaper,
    'shell.showItem': ({ path }) => {
      if (!chosen.mayShow(path)) throw notChosen()
      shell.showItemInFolder(path)
      return { done: true }
    },
    'shell.restartEngine': () => {
      engine.restart()
      return { done: true }
    },
    'shell.quit': () => {
      // After the answer has left, so that the page does not see a broken call.
      setImmediate(() => app.quit())
      return { done: true }
    },
  }
}

function notChosen(): ShellRefusal {
  return new ShellRefusal('PATH_NOT_CHOSEN', '只能使用您在对话框中选择的位置，请重新选择。')
}
