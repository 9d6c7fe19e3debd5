import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { judge } from './closed-list.ts';
import { endTimers } from './end-timers.ts';
import type { Place, Scene, Seen, Spoiled } from './scene.ts';
import { keychainOf, writeFiles } from './snapshot.ts';

/** One part of the product: its states, and how it is opened and read. */
export type Prey = { name: string; scenes: readonly Scene[]; open(place: Place): Promise<Seen> };

/** What can be done to a place. */
export type Harm = (place: Place, random: Random) => Spoiled;

/** Of a message of violation, so many names. */
const named = 3;

/** Lays a scene on the disk, spoils it, opens everything as the product does, and judges. */
export async function createHunt(prey: Prey, harms: readonly Harm[]) {
  const around = mkdtempSync(join(tmpdir(), `cleandesk-tamper-${prey.name}-`));
  let runs = 0;

  const lay = (scene: Scene): Place => {
    const folder = join(around, String(++runs), 'profile');
    writeFiles(scene.now.files, folder);
    return { scene, folder, keychain: keychainOf(scene.now.items) };
  };
  const open = (place: Place) => endTimers(() => prey.open(place));
  const clear = ({ folder }: Place) => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  };

  const whole = new Map<Scene, Seen>();
  for (const scene of prey.scenes) {
    const place = lay(scene);
    const seen = await open(place);
    if (seen.complaints.length > 0) throw new Error(`untouched, ${scene.name}: ${seen.complaints.join(', ')}`);
    whole.set(scene, seen);
    clear(place);
  }

  return {
    run: async (random: Random, count: Count): Promise<Violation[]> => {
      const scene = random.pick(prey.scenes);
      const place = lay(scene);
      try {
        const spoiled = random.pick(harms)(place, random);
        const says = `${prey.name}, ${scene.name}: ${spoiled.says}`;
        let seen: Seen;
        try {
          seen = await open(place);
        } catch (error) {
          return [{ says: `${says}: what the product does not name: ${String(error)}` }];
        }
        const verdict = judge(scene, spoiled, whole.get(scene)!, seen);
        count(`${prey.name}: ${spoiled.kind}: ${verdict.is}`);
        if (verdict.is === 'listed') for (const item of verdict.items) count(`item ${item}`);
        if (verdict.is !== 'unseen') return [];
        const { names } = verdict;
        return [
          {
            says: `${says}: nothing says so, and ${names.slice(0, named).join(', ')} (${names.length}) read otherwise`,
          },
        ];
      } finally {
        clear(place);
      }
    },
    end: () => {
      rmSync(around, { recursive: true, force: true });
    },
  };
}
