// A reporter for Node's test runner: nothing but the counts, as JSON.

export default async function* counts(events) {
  const total = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    // A suite, or a file with tests in it, counts through its tests. It counts itself only where it broke.
    const isTest = data.details?.type !== 'suite';
    if (type === 'test:pass' && isTest && !data.skip && !data.todo) total.passed++;
    if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') total.failed++;
  }
  yield JSON.stringify(total);
}
