import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand } from '../../build/verify-command.ts';
import { describeReport } from '../../build/verify-report.ts';
import { eventHash } from '../../shared/chain/hash.ts';
import { exportLines, makeChain } from '../support/chains.ts';

const id = '6f1c1f0e-0d0b-4a53-9d0e-3f0b1f2a4c55';
const otherId = '2b0a9f57-7a52-4e0c-8f9e-6f2f4f1f7a10';
const chain = makeChain(id).add('call.began').add('call.ended', { seconds: 4 }).sign();
const lines = exportLines(chain);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function keep(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const verify = (...values: string[]) => verifyCommand(values);

describe('npm run verify', () => {
  it('says that an export is whole, by which key it is signed, and what no file can prove', async () => {
    const { code, text } = await verify(keep('whole.jsonl', `${lines.join('\n')}\n`));
    expect(code).toBe(0);
    expect(text).toContain('WHOLE. 3 events in 1 chain');
    expect(text).toContain(`signed up to number 2 by the key ${chain.key.publicKey}`);
    expect(text).toContain('What this file alone cannot prove:');
    expect(text).toContain('its end was not cut off');
    expect(text).toContain('whose keys these are');
  });

  it('names the first number that is wrong and why', async () => {
    const altered = lines.map((line) => line.replace('"seconds":4', '"seconds":5'));
    const { code, text } = await verify(keep('altered.jsonl', `${altered.join('\n')}\n`));
    expect(code).toBe(1);
    expect(text).toContain(`chain ${id}, number 2`);
    expect(text).toContain('altered after signing');
    expect(text).toContain('NOT WHOLE');
    expect(text).not.toMatch(/^WHOLE/m);
  });

  it('names what is wrong also where another event has a time that no date has, or is thousands deep', async () => {
    const honest = makeChain(otherId).add('call.began').sign();
    const spoilt = exportLines(chain, honest);
    const at = spoilt.findIndex((line) => line.includes('"seconds":4'));
    const deep = `${'['.repeat(8000)}${']'.repeat(8000)}`;
    for (const [part, other] of [
      [/"time":\d+/, '"time":9000000000000000'],
      [/"seconds":4/, `"seconds":${deep}`],
    ] as const) {
      const lines = spoilt.with(at, (spoilt[at] ?? '').replace(part, other));
      const { code, text } = await verify(keep('spoilt.jsonl', `${lines.join('\n')}\n`));
      expect(code).toBe(1);
      expect(text).toContain(`chain ${id}, number 2, line ${at + 1}: not the shape of an event`);
      expect(text).toContain(`2 events fit each other, numbers 0 to 1`);
    }
  });

  it('says of a time that no date has that it is none', () => {
    const header = { kind: 'cleandesk-export', v: 1, by: 'console', version: '0.1.0', made: 9e15 } as const;
    const { text } = describeReport(
      { header, chains: [], problems: [], names: 0, texts: 0 },
      { file: 'log.jsonl', keys: [] },
    );
    expect(text).toContain('on 9000000000000000, which is no date');
  });

  it('lets no text of the file write lines of its report', async () => {
    const forged = '\u001b[2J"\nWHOLE. 9 events';
    const lying = makeChain(id, null, forged).sign();
    const [header = '', ...rest] = exportLines(lying);
    const lines = [header.replace('"version":"0.1.0"', `"version":${JSON.stringify(forged)}`), ...rest];
    const { code, text } = await verify(keep('forged.jsonl', `${lines.join('\n')}\n`));
    expect(code).toBe(1);
    expect(text).not.toMatch(/^WHOLE/m);
    expect(text).not.toContain('\u001b');
    expect(text.split('\\u{1b}[2J"\\u{a}WHOLE. 9 events')).toHaveLength(3);
  });

  it('says of a file that is no export that one thing, and proves nothing', async () => {
    const { code, text } = await verify(keep('package.json', '{\n  "name": "something else"\n}\n'));
    expect(code).toBe(2);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(text).toContain('does not begin as a Cleandesk export');
  });

  it('holds the file against a head and a key that are known from elsewhere', async () => {
    const file = keep('known.jsonl', `${lines.join('\n')}\n`);
    const head = keep('head.json', JSON.stringify(chain.heads[0]));
    const good = await verify(file, '--head', head, '--key', chain.key.publicKey);
    expect(good.code).toBe(0);
    expect(good.text).toContain('carries the head that you gave for number 2');
    expect(good.text).not.toContain('whose keys these are');
    const later = await verify(file, '--head', `${id}:9:${'ab'.repeat(32)}`);
    expect(later.code).toBe(1);
    expect(later.text).toContain('number 3: the file ends before the head that you gave');
    const stranger = await verify(file, '--key', makeChain(id).key.publicKey);
    expect(stranger.code).toBe(1);
    expect(stranger.text).toContain('a key that you did not name as trusted');
  });

  it.each(['-', '--'])('takes a key that begins with %s for a key', async (dashes) => {
    const file = keep('dashes.jsonl', `${lines.join('\n')}\n`);
    const stranger = await verify(file, '--key', dashes.padEnd(43, 'A'));
    expect(stranger.text).toContain('a key that you did not name as trusted');
    expect(stranger.code).toBe(1);
  });

  it('says of each chain whose end is open: only a head of its very last event closes it', async () => {
    const other = makeChain(otherId).add('console.stopped').sign();
    const file = keep('two.jsonl', `${exportLines(chain, other).join('\n')}\n`);
    const open = async (...heads: string[]) => {
      const { code, text } = await verify(file, ...heads.flatMap((head) => ['--head', head]));
      expect(code).toBe(0);
      return /- of (.+): that its end was not cut off/.exec(text)?.[1] ?? null;
    };
    const tipOf = ({ chain: of, seq, head }: ReturnType<typeof chain.tip>) => `${of}:${seq}:${head}`;
    expect(await open()).toBe('a chain');
    expect(await open(tipOf(chain.tip()))).toBe(`chain ${otherId}`);
    expect(await open(`${id}:0:${eventHash(chain.events[0]!)}`)).toBe('a chain');
    expect(await open(tipOf(chain.tip()), tipOf(other.tip()))).toBeNull();
  });

  it('does not call an unsigned end whole on the word of a chain that anyone could have added', async () => {
    const lost = makeChain(id).sign().add('call.began').add('chain.closed', { reason: 'key-lost' });
    const next = makeChain(otherId, lost.tip()).sign();
    const file = keep('vouched.jsonl', `${exportLines(lost, next).join('\n')}\n`);
    const alone = await verify(file);
    expect(alone.code).toBe(1);
    expect(alone.text).toContain(`chain ${id}, number 1: from here on nothing is signed`);
    expect(alone.text).toContain('anyone could have added that');
    const known = await verify(file, '--key', lost.key.publicKey, '--key', next.key.publicKey);
    expect(known.code).toBe(0);
    expect(known.text).toContain(`its end is vouched for by chain ${otherId}`);
    expect(known.text).toContain(`after number 0: that is the word of the key of chain ${otherId}`);
  });

  it('says that a whole chain may have been left out, and that nothing proves the names', async () => {
    const name = JSON.stringify({ kind: 'name', person: otherId, name: 'Anna K.' });
    const { code, text } = await verify(keep('named.jsonl', `${[...lines, name].join('\n')}\n`));
    expect(code).toBe(0);
    expect(text).toContain('1 names, which nothing proves');
    expect(text).toContain('that no chain was left out of it as a whole');
  });

  it('answers with 2 when it could not look at all', async () => {
    const file = keep('some.jsonl', `${lines.join('\n')}\n`);
    for (const values of [
      [],
      [join(folder, 'absent')],
      [file, file],
      [file, '--head', 'x'],
      [file, '--nonsense'],
      [folder],
    ]) {
      expect((await verify(...values)).code, values.join(' ')).toBe(2);
    }
  });

  it('prints what it found and leaves with its code', () => {
    const file = keep('cut.jsonl', lines.slice(0, -1).join('\n'));
    const run = spawnSync(process.execPath, ['build/verify.ts', file], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([1, '']);
    expect(run.stdout).toContain('WRONG: line 6: the file stops before its end line');
  });
});
