// How often a long test repeats: all of it in `npm run test:long`, a tenth in `npm test`.

/** The number of repetitions for this run, of what would be `all` in a long one. */
export function rounds(all: number): number {
  // In browsers the test runner puts the variable's value here.
  return process.env.LONG ? all : Math.ceil(all / 10);
}
