/** Native file dialogs. Cancelling is an ordinary answer, never an error. */
import { BrowserWindow, dialog } from 'electron'
import type { OpenDialogOptions, SaveDialogOptions } from 'electron'
import type { ChosenPaths } from './chosen-paths.ts'
import type { ShellOutputOf, ShellParsedInputOf } from '../../shared/contract/shell.ts'

const SHEETS = [
  { name: '表格文件', extensions: ['xlsx', 'xls', 'xlsb', 'csv', 'txt'] },
  { name: '所有文件', extensions: ['*'] },
]

export async function openFiles(
  input: ShellParsedInputOf<'shell.openFiles'>,
): Promise<ShellOutputOf<'shell.openFiles'>> {
  const options: OpenDialogOptions = {
    title: input.title ?? '选择文件',
    filters: input.filters ?? SHEETS,
    properties: input.multiple ? ['openFile', 'multiSelections'] : ['openFile'],
  }
  const owner = BrowserWindow.getFocusedWindow()
  const answer = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options))
  return { paths: answer.canceled ? [] : answer.filePaths }
}

export async function openFolder(
  title: string | undefined,
  chosen: ChosenPaths,
): Promise<{ path: string | null }> {
  const options: OpenDialogOptions = {
    title: title ?? '选择文件夹',
    properties: ['openDirectory', 'createDirectory'],
  }
  const owner = BrowserWindow.getFocusedWindow()
  const answer = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options))
  const path = answer.canceled ? undefined : answer.filePaths[0]
  if (path === undefined) return { path: null }
  chosen.addFolder(path)
  return { path }
}

export async function saveFile(
  input: ShellParsedInputOf<'shell.saveFile'>,
  chosen: ChosenPaths,
): Promise<ShellOutputOf<'shell.saveFile'>> {
  const options: SaveDialogOptions = {
    title: '保存文件',
    defaultPath: input.defaultName,
    ...(input.filters ? { filters: input.filters } : {}),
  }
  const owner = BrowserWindow.getFocusedWindow()
  const answer = await (owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options))
  if (answer.canceled || !answer.filePath) return { path: null }
  chosen.addFile(answer.filePath)
  return { path: answer.filePath }
}
