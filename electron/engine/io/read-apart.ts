/**
 * Reads a file through the general library in a thread of its own. The library is not ours and reads a file in one go:
 * here nothing else waits for it, and a file on which it would hang ends the thread and is refused. Loading the library
 * takes longer than most files, so a thread that did its work waits for the next one.
 */
import { Worker } from 'node:worker_threads'
import type { Workbook } from '../core/importing/sheet.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { readDefaults } from '../../../shared/playbook/import-limits.ts'
import { unreadableFile } from './read-format.ts'
import type { ReadInput } from './read-whole.ts'
import type { ThreadMessage } from './read-whole-thread.ts'

/** Built, the thread's file lies beside this one; from source, so does it. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './read-whole-thread.ts' : './read-whole-thread.cjs',
  import.meta.url,
)
const limits = readDefaults.apart

interface Task {
  readonly input: ReadInput
  readonly resolve: (workbook: Workbook) => void
  readonly reject: (error: unknown) => void
}

class ReadingThread {
  readonly #worker = new Worker(threadFile, {
    resourceLimits: { maxOldGenerationSizeMb: limits.maxMegabytes },
    stdout: true,
    stderr: true,
  })
  #ready = false
  #task: Task | null = null
  /** Ends a file that takes too long. */
  #clock: NodeJS.Timeout | undefined
  /** False once the thread is gone. */
  alive = true

  constructor() {
    // The library remarks on damaged files to the console, which tells nobody anything.
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    this.#worker.on('message', (message: ThreadMessage) => this.#receive(message))
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#fail(error))
  }

  read(input: ReadInput): Promise<Workbook> {
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#task = { input, resolve, reject }
      if (this.#ready) this.#begin(input)
    })
  }

  /** A waiting thread keeps no process from ending. */
  rest(): void {
    this.#worker.unref()
  }

  /** Nobody waits for it: ending takes a while in the midst of a large allocation. */
  end(): void {
    this.alive = false
    void this.#worker.terminate()
  }

  #begin(input: ReadInput): void {
    const { base, perMegabyte } = limits.seconds
    const seconds = base + (perMegabyte * input.bytes.length) / 1e6
    this.#clock = setTimeout(
      () => this.#fail(unreadableFile(input.fileName, '内容异常，读取时间过长')),
      seconds * 1_000,
    )
    this.#worker.postMessage(input)
  }

  #receive(message: ThreadMessage): void {
    const task = this.#task
    if (message.kind === 'ready') {
      this.#ready = true
      if (task) this.#begin(task.input)
      return
    }
    clearTimeout(this.#clock)
    this.#task = null
    if (message.kind === 'read') task?.resolve(message.workbook)
    else if (message.kind === 'refused')
      task?.reject(new Refusal(message.code, message.message, message.details))
    else task?.reject(message.error)
  }

  #fail(error: NodeJS.ErrnoException): void {
    clearTimeout(this.#clock)
    const task = this.#task
    this.#task = null
    this.end()
    const tooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    task?.reject(tooMuch ? unreadableFile(task.input.fileName, '内容异常庞大，超出可用内存') : error)
  }
}

/** The thread that waits for the next file, and when it will be sent home. */
let waiting: { readonly thread: ReadingThread; readonly end: NodeJS.Timeout } | null = null

function takeThread(): ReadingThread {
  if (waiting === null) return new ReadingThread()
  const { thread, end } = waiting
  waiting = null
  clearTimeout(end)
  return thread.alive ? thread : new ReadingThread()
}

function giveBack(thread: ReadingThread): void {
  if (!thread.alive) return
  if (waiting !== null) {
    thread.end()
    return
  }
  thread.rest()
  const end = setTimeout(() => {
    waiting = null
    thread.end()
  }, limits.idleSeconds * 1_000).unref()
  waiting = { thread, end }
}

/**
 * The workbook of a file of any format.
 * @throws Refusal as `readWhole`, and UNREADABLE when reading takes more time or memory than any extract of that size
 */
export async function readApart(input: ReadInput): Promise<Workbook> {
  const thread = takeThread()
  try {
    return await thread.read(input)
  } finally {
    giveBack(thread)
  }
}
