/** The whole bridge between the page and the shell; its calls are typed by the contract on the page's side. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { PanhuoBridge } from './bridge.ts'

const bridge: PanhuoBridge = {
  invoke: (route, input, onId) => {
    const id = crypto.randomUUID()
    onId?.(id)
    return ipcRenderer.invoke('panhuo:invoke', { id, route, input })
  },
  cancel: (id) => ipcRenderer.send('panhuo:cancel', id),
  on: (event, listen) => {
    const relay = (_event: unknown, name: string, data: unknown): void => {
      if (name === event) listen(data)
    }
    ipcRenderer.on('panhuo:event', relay)
    return () => {
      ipcRenderer.off('panhuo:event', relay)
    }
  },
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)),
}

contextBridge.exposeInMainWorld('panhuo', bridge)
