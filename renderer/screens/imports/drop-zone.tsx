/** Where files are dropped or chosen; the whole area takes them, and a button does for those who do not drag. */
import { FileExcelOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState, type DragEvent } from 'react'
import { pathsOf, shellCall, toApiError } from '../../api/client.ts'
import { notify, notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'

const extensions = ['xlsx', 'xls', 'xlsb', 'xlsm', 'ods', 'et', 'csv', 'tsv', 'txt', 'htm', 'html']

/** Asks for files in the system's dialog; empty when the person cancels. */
export async function chooseFiles(): Promise<string[]> {
  try {
    const { paths } = await shellCall('shell.openFiles', {
      title: t('imports.dialogTitle'),
      multiple: true,
      filters: [{ name: t('imports.filterName'), extensions }],
    })
    return paths
  } catch (error) {
    notifyError(toApiError(error))
    return []
  }
}

/** Asks for a folder, whose extracts are taken all at once; empty when the person cancels. */
async function chooseFolder(): Promise<string[]> {
  try {
    const { path } = await shellCall('shell.openFolder', { title: t('imports.folderTitle') })
    return path === null ? [] : [path]
  } catch (error) {
    notifyError(toApiError(error))
    return []
  }
}

interface DropZoneProps {
  readonly onFiles: (paths: string[]) => void
  /** The primary action of the screen while nothing has been chosen. */
  readonly disabled: boolean
}

export function DropZone({ onFiles, disabled }: DropZoneProps) {
  const [over, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (disabled) return
    const paths = pathsOf([...event.dataTransfer.files]).filter((path) => path !== '')
    if (paths.length > 0) onFiles(paths)
    else notify(t('imports.noPaths'))
  }

  async function choose(ask: () => Promise<string[]>) {
    const paths = await ask()
    if (paths.length > 0) onFiles(paths)
  }

  return (
    <div
      className={`drop-zone${over ? ' drop-zone-over' : ''}`}
      role="group"
      aria-label={t('imports.dropTitle')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileExcelOutlined className="drop-icon" aria-hidden="true" />
      <h2>{over ? t('imports.dropActive') : t('imports.dropTitle')}</h2>
      <p className="muted">{t('imports.dropHint')}</p>
      <div className="drop-choices">
        <Button type="primary" disabled={disabled} onClick={() => void choose(chooseFiles)}>
          {t('imports.dropChoose')}
        </Button>
        <Button disabled={disabled} onClick={() => void choose(chooseFolder)}>
          {t('imports.dropFolder')}
        </Button>
      </div>
      <p className="muted">{t('imports.dropSafe')}</p>
    </div>
  )
}
