// Asynchronous jobs one after another. It knows nothing of what they do.

/** Runs jobs in the order in which they were handed over, each after the one before has ended. */
export class Queue {
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;

  /** Jobs that have not ended yet. */
  get length(): number {
    return this.#length;
  }

  /** Resolves or rejects as the job does; a job that fails does not hold up the next one. */
  run<T>(job: () => T | Promise<T>): Promise<T> {
    this.#length++;
    const result = this.#tail.then(job);
    this.#tail = result.then(
      () => this.#length--,
      () => this.#length--,
    );
    return result;
  }
}
