import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { proveExport } from '../shared/chain/export-reader.ts';
import type { KnownHead } from '../shared/chain/export-report.ts';
import { signedHead } from '../shared/chain/head.ts';
import { parseJson } from '../shared/json.ts';
import { readAs } from '../shared/read-as.ts';
import { describeReport } from './verify-report.ts';

const usage = `Usage: npm run verify -- FILE [--head HEAD]... [--key KEY]...

  FILE         an exported log (console: Activity, Export; central: its export)
  --head HEAD  a head that you know from elsewhere and that the file must carry:
               chain:seq:hash, or a file that holds a signed head as JSON
  --key KEY    a public key that you trust; a chain opened with any other is then wrong. One chain vouches for the end
               of another only where you trust both`;

class Unusable extends Error {}

/**
 * Proves an exported log offline.
 * @returns what to say, and the exit code. 0: whole. 1: something is wrong, and the first wrong number is named.
 * 2: it could not be looked at.
 */
export async function verifyCommand(values: string[]): Promise<{ code: 0 | 1 | 2; text: string }> {
  try {
    const { file, heads, keys } = readArguments(values);
    if (!existsSync(file)) throw new Unusable(`${file}: there is no such file`);
    const report = await proveExport(createReadStream(file), heads, keys);
    const { header } = report;
    if (header === null) throw new Unusable(`${file}: this file does not begin as a Cleandesk export`);
    const { text, whole } = describeReport({ ...report, header }, { file, keys });
    return { code: whole ? 0 : 1, text };
  } catch (error) {
    return { code: 2, text: error instanceof Error ? error.message : String(error) };
  }
}

function readArguments(args: string[]): { file: string; heads: KnownHead[]; keys: string[] } {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Unusable(usage);
  return { file, heads: (values.head ?? []).map(readHead), keys: values.key ?? [] };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args: args.reduce(joinKey, []),
      allowPositionals: true,
      options: { head: { type: 'string', multiple: true }, key: { type: 'string', multiple: true } },
    });
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** One key in 64 begins with a dash and would be taken for an option: it is given as `--key=KEY`. */
function joinKey(joined: string[], arg: string): string[] {
  return joined.at(-1) === '--key' && /^[\w-]{43}$/.test(arg)
    ? [...joined.slice(0, -1), `--key=${arg}`]
    : [...joined, arg];
}

function readHead(text: string): KnownHead {
  const [, chain, seq, head] = /^([0-9a-f-]{36}):(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (chain && seq && head) return { chain, seq: Number(seq), head };
  if (!existsSync(text)) throw new Unusable(`--head ${text}: neither chain:seq:hash nor a file`);
  const json = readAs(signedHead, parseJson(readFileSync(text, 'utf8')));
  if (!json.success) throw new Unusable(`--head ${text}: the file does not hold a signed head`);
  return json.data;
}
