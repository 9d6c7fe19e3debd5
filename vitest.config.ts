import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole days and other long files, the longest first. A new machine knows no durations, and what begins last ends last. */
const long = ['e2e/day', 'e2e/keyboard-day', 'e2e/faults', 'e2e/lock', 'campaigns/leak'];
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? long.length : place;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => placeOf(one) - placeOf(other));
  }
}

/** What a test waits for comes in a moment; a machine that is short of processors gets as long as it may take. */
const patient = { poll: { timeout: 30_000 } };

/** Which test runs where: by folder. The slow ones start real programs, so that they share the machine's two cores badly. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
          expect: patient,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          expect: patient,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'electron',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 360_000,
          hookTimeout: 240_000,
          expect: patient,
          // A shift is mostly waiting: for the next code, for the idle time.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'preview',
          include: ['test/preview/**/*.test.ts'],
          testTimeout: 360_000,
          hookTimeout: 240_000,
          expect: patient,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'campaigns',
          include: ['test/campaigns/*.test.ts'],
          testTimeout: 360_000,
          hookTimeout: 240_000,
          expect: patient,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'campaigns-electron',
          include: ['test/campaigns/electron/*.test.ts'],
          testTimeout: 360_000,
          hookTimeout: 240_000,
          expect: patient,
          maxWorkers: 2,
        },
      },
    ],
  },
});
