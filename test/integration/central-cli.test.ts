import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proveExport } from '../../shared/chain/export-reader.ts';
import { readToken } from '../../shared/sync/token.ts';
import { createWireDesk } from '../support/wire-desk.ts';

const main = resolve(import.meta.dirname, '../../server/main.ts');
const run = promisify(execFile);
let folder: string;
let data: string;
let running: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-cli-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One command of `npm run central`, as somebody in a terminal sees it. */
async function central(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...words, '--data', data]);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

async function start(...words: string[]): Promise<string> {
  // Only the first start prints a token, after the line that says where it listens.
  const said = existsSync(data) ? /listens at .*\n/ : /listens at .*\n[^]*More tokens.*\n/;
  const child = spawn(process.execPath, [main, '--port', '0', '--data', data, ...words]);
  running = child;
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await expect.poll(() => out).toMatch(said);
  return out;
}

async function stop(): Promise<number | null> {
  if (!running) return null;
  const child = running;
  running = null;
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('npm run central', () => {
  it('enrols a desk by the token of its first start, and shows and exports while it runs what it holds', async () => {
    const out = await start();
    const url = /listens at (\S+);/.exec(out)?.[1] ?? '';
    const first = readToken(tokenIn(out));
    const token = (await central('token')).out.trim();
    expect(readToken(token)?.url).toBe(url);
    const desk = createWireDesk(tokenIn(out), Date.now);
    desk.write(5);
    expect((await desk.enrol({ site: 'North\u001b[2J\nWHOLE', version: '1\u202e2' })).status).toBe(200);
    expect((await desk.send(0)).status).toBe(200);

    const { out: status } = await central('status');
    expect(status).toContain('5 events of 1 devices');
    // A device says itself what its site and version are.
    expect(status).toContain('product 1\\u{202e}2  North\\u{1b}[2J\\u{a}WHOLE\n');
    expect(status).toContain(`chain ${desk.chain}  up to 4, open`);
    expect(status).toMatch(/\n {4}key [\w-]{40,}\n/);
    const root = Buffer.from((await desk.get('/checkpoint')).raw.toString().split('\n')[2] ?? '', 'base64');
    expect(status).toContain(`hash begins with ${root.toString('hex').slice(0, 16)}`);
    const named = readToken((await central('token', '--device', desk.device)).out);
    const next = createWireDesk(tokenIn(out), Date.now, desk.device);
    expect((await next.enrol({ secret: named?.secret })).status).toBe(200);
    const file = join(folder, 'all.jsonl');
    expect(await central('export', file)).toMatchObject({ code: 0, out: `5 events of 1 chains written to ${file}\n` });
    const report = await proveExport(createReadStream(file));
    expect(report.problems).toEqual([]);
    expect(report.chains).toMatchObject([{ chain: desk.chain, events: 5, signedUpTo: 4 }]);
    expect(await central('export', file)).toMatchObject({ code: 1, err: expect.stringContaining('exists already') });

    // Keys, database and export are for central's own user.
    for (const path of [...readdirSync(data).map((name) => join(data, name)), data, file]) {
      expect(statSync(path).mode & 0o077, path).toBe(0);
    }
    expect(await central('--port', new URL(url).port)).toMatchObject({
      code: 1,
      err: expect.stringContaining('another program listens on that port'),
    });
    expect(await stop()).toBe(0);

    // A start that died between key and certificate: devices know the key already.
    rmSync(join(data, 'tls-cert.pem'));
    expect(await start()).not.toContain('cleandesk-enrol-');
    const again = readToken((await central('token')).out);
    expect(again).toMatchObject({ keyPin: first?.keyPin, logKey: first?.logKey, origin: first?.origin });
  });

  it('says what is wrong in a sentence, and makes nothing where nothing is', async () => {
    const file = join(folder, 'none.jsonl');
    expect(await central('export', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no central has been'),
    });
    expect(existsSync(data)).toBe(false);
    expect(existsSync(file)).toBe(false);
    expect(await central('--port', 'http')).toMatchObject({ code: 1, err: 'central: http is no port\n' });
    await start();
    expect(await central('token', '--device', 'nobody')).toMatchObject({
      code: 1,
      err: expect.stringContaining('knows no device nobody'),
    });
    expect(await central('nonsense')).toMatchObject({ code: 2, err: expect.stringContaining('usage:') });
  });
});

const tokenIn = (text: string) => /cleandesk-enrol-\S+/.exec(text)?.[0] ?? '';
