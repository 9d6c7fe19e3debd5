import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { codeAt } from '../../build/demo/code-at.ts';
import { talkToGate } from '../../build/demo/gate-talk.ts';
import { fileKeychain } from '../../electron/preview/file-keychain.ts';
import { startCentral, type Central } from '../../server/start-central.ts';
import { openStore } from '../../server/store/database.ts';
import { systemClock } from '../../shared/clock.ts';
import { createDeskProfile, openLog, removeDeskProfile } from '../support/desk-log.ts';

let folder: string;
let central: Central;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-demo-test-'));
  const address = { folder: join(folder, 'central'), host: '127.0.0.1', port: 0, url: null };
  central = await startCentral({ ...address, allowPreview: true, version: '0.1.0' });
});
afterEach(async () => {
  await central.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm run demo', () => {
  it('makes a site whose people can sign in as it prints, and whose events are all at central', async () => {
    const script = resolve(import.meta.dirname, '../../build/demo/make-site.ts');
    const desk = join(folder, 'console');
    const { stdout } = await promisify(execFile)(process.execPath, [script, desk, await central.token(), '0.1.0']);
    const people = JSON.parse(stdout) as { username: string; password: string; role: string; secret: string }[];
    expect(people.map(({ username, role }) => [username, role])).toEqual([
      ['olga', 'lead'],
      ['anna', 'operator'],
      ['timur', 'operator'],
    ]);

    const main = createDeskProfile();
    const { log } = await openLog(main);
    for (const { username, password, secret } of people) {
      const { page } = await talkToGate({
        profile: join(desk, 'profile'),
        keychainService: 'Cleandesk preview vault',
        keychainFor: (service) => fileKeychain(join(desk, 'keychain'), service),
        clock: systemClock,
        audit: log,
      });
      const factor = { code: codeAt(secret, systemClock.now()) };
      expect(await page.call('sign-in', { username, password, factor })).toMatchObject({ ok: true });
    }
    log.close();
    removeDeskProfile(main);

    const store = await openStore(join(folder, 'central'));
    const types = (await store.selectFrom('events').select('bytes').execute()).map(
      ({ bytes }) => (JSON.parse(Buffer.from(bytes).toString('utf8')) as { type: string }).type,
    );
    await store.destroy();
    expect(types.filter((type) => type === 'person.enrolled')).toHaveLength(3);
    expect(types).toContain('central.enrolled');
  });

  it.each([
    ['before its site is made', 'Создаётся'],
    ['while people use it', 'http://127.0.0.1'],
  ])(
    'says all in both languages and leaves nothing in the temporary folder when it is stopped %s',
    async (_when, said) => {
      const place = join(folder, 'temporary');
      mkdirSync(place);
      const demo = spawn(process.execPath, [resolve(import.meta.dirname, '../../build/demo/show.ts')], {
        env: { ...process.env, TMPDIR: place },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => void demo.kill('SIGKILL'));
      let printed = '';
      demo.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
      await expect.poll(() => printed, { timeout: 60_000 }).toContain(said);
      expect(readdirSync(place)).toHaveLength(1);
      // As npm does: once from the terminal, once passed on.
      demo.kill('SIGINT');
      demo.kill('SIGINT');
      // Not `exit`: what was printed last may still be on its way then.
      expect(await once(demo, 'close')).toEqual([0, null]);
      expect(readdirSync(place)).toEqual([]);
      const [english, russian] = [/[A-Z][a-z]+ [a-z]+.*[.:…]$/gm, /^[А-Я][а-я]+ .*[.:…]$/gm].map((words) =>
        printed.match(words),
      );
      expect(english?.length).toBeGreaterThan(0);
      expect(russian).toHaveLength(english?.length ?? 0);
    },
  );
});
