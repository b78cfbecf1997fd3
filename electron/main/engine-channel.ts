/**
 * One running engine process, seen from the shell: post, listen, kill. This file holds the plain-Node host,
 * which needs no Electron; the utility-process host is in `utility-channel.ts`.
 */
import { fork } from 'node:child_process'
import type { FrameToEngine } from './engine-frames.ts'

export type EngineChannel = {
  pid: () => number | undefined
  post: (frame: FrameToEngine) => void
  kill: () => void
}

export type ChannelEvents = {
  message: (frame: unknown) => void
  /** What the process printed; for the log. */
  output: (text: string) => void
  /** Called exactly once, when the process is gone or could not start. */
  exit: (reason: string) => void
}

export type StartChannel = (events: ChannelEvents) => EngineChannel

/** Runs the engine under the Node binary `execPath`; structured clone keeps bytes and dates as they are. */
export function nodeChannel(execPath: string, entry: string): StartChannel {
  return (events) => {
    const child = fork(entry, [], {
      execPath,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let gone = false
    const leave = (reason: string): void => {
      if (gone) return
      gone = true
      events.exit(reason)
    }
    child.on('message', (frame) => events.message(frame))
    child.on('error', (error) => leave(error.message))
    child.on('exit', (code, signal) => leave(signal ? `signal ${signal}` : `code ${code}`))
    child.stdout?.on('data', (chunk: Buffer) => events.output(chunk.toString('utf8')))
    child.stderr?.on('data', (chunk: Buffer) => events.output(chunk.toString('utf8')))
    return {
      pid: () => child.pid,
      // A child that died a moment ago has no channel left; its exit answers what was asked.
      post: (frame) => {
        if (child.connected) child.send(frame, () => undefined)
      },
      kill: () => {
        child.kill()
      },
    }
  }
}
