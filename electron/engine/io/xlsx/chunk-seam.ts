/**
 * Chunks of a stream, each behind what the one before left unused, so that nothing cut in two is lost. One buffer serves
 * all of them: fresh memory for every chunk costs more than reading it. What `join` gives is good until the next call.
 */
export class ChunkSeam {
  #buffer = Buffer.alloc(0)
  #left = 0

  join(chunk: Buffer): Buffer {
    if (this.#left === 0) return chunk
    const length = this.#left + chunk.length
    if (length > this.#buffer.length) this.#grow(length)
    chunk.copy(this.#buffer, this.#left)
    return this.#buffer.subarray(0, length)
  }

  /** Bytes of the joined chunk that the next one continues. */
  keep(rest: Buffer): void {
    if (rest.length > this.#buffer.length) this.#grow(rest.length)
    rest.copy(this.#buffer)
    this.#left = rest.length
  }

  /** What was kept last. */
  get rest(): Buffer {
    return this.#buffer.subarray(0, this.#left)
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(length + (length >> 2))
    this.#buffer.copy(larger, 0, 0, this.#left)
    this.#buffer = larger
  }
}
