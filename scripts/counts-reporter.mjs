// A reporter for Node's test runner: nothing but what passed and what failed, as JSON.

import { relative } from 'node:path';

export default async function* counts(events) {
  const counted = { passed: 0, failed: [] };
  for await (const { type, data } of events) {
    // A suite, or a file with tests in it, counts through its tests. It counts itself only where it broke.
    const isTest = data.details?.type !== 'suite';
    if (type === 'test:pass' && isTest && !data.skip && !data.todo) counted.passed++;
    const error = type === 'test:fail' ? data.details?.error : undefined;
    if (error && error.failureType !== 'subtestsFailed') {
      const file = data.file ? `${relative(process.cwd(), data.file)}: ` : '';
      counted.failed.push(`${file}${data.name}: ${error.cause?.message ?? error.message}`);
    }
  }
  yield JSON.stringify(counted);
}
