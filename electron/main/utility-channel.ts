/** The engine inside an Electron utility process: the host of every packaged release. */
import { utilityProcess } from 'electron'
import type { StartChannel } from './engine-channel.ts'

export function utilityChannel(entry: string): StartChannel {
  return (events) => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Panhuo Engine', stdio: 'pipe' })
    child.on('message', (frame: unknown) => events.message(frame))
    child.on('exit', (code) => events.exit(`code ${code}`))
    child.stdout?.on('data', (chunk: Buffer) => events.output(chunk.toString('utf8')))
    child.stderr?.on('data', (chunk: Buffer) => events.output(chunk.toString('utf8')))
    return {
      pid: () => child.pid,
      post: (frame) => child.postMessage(frame),
      kill: () => {
        child.kill()
      },
    }
  }
}
