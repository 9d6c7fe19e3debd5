import {
  countdownContract,
  deskContract,
  entryContract,
  type CountdownContract,
  type DeskContract,
  type EntryContract,
} from '../../../shared/contract/ipc.ts';
import { gateContract, type GateContract } from '../../../shared/contract/gate.ts';
import { vaultContract, type VaultContract } from '../../../shared/contract/vault.ts';
import type { CountdownState, DeskState, EntryState } from '../../../shared/console-state.ts';
import type { Result } from '../../../shared/result.ts';
import type { Contract, ReplyOf, RequestName } from '../../../shared/rpc.ts';

export type States = { entry: EntryState; desk: DeskState; countdown: CountdownState };
type Contracts = { entry: EntryContract; desk: DeskContract; countdown: CountdownContract };
export type Role = keyof States;
export const contracts: Contracts = { entry: entryContract, desk: deskContract, countdown: countdownContract };
export const portContracts = { gate: gateContract, vault: vaultContract };

/** `pending`: never answered; `close`: the port, or the window's main, is gone. */
export type Scripted<Value> = Result<Value> | 'pending' | 'close';

/** One answer for every time, or one for each time of asking; the last stays. */
export type Script<C extends Contract> = {
  [N in RequestName<C>]?: Scripted<ReplyOf<C, N>> | Scripted<ReplyOf<C, N>>[];
};

export type GalleryScript<R extends Role> = {
  role: R;
  /** null: main has not answered yet. */
  state: States[R] | null;
  replies?: Script<Contracts[R]>;
  portReplies?: { gate?: Script<GateContract>; vault?: Script<VaultContract> };
};

export type PlainScript = Record<string, Scripted<unknown>[]>;

/**
 * The script as the page gets it: every answer checked by the contract that main, gate and vault are held to, and
 * `{}` for what is not scripted and answers nothing.
 * @throws when a fixture does not fit its contract.
 */
export function plainScript(contract: Contract, script: object | undefined): PlainScript {
  const given = script as Record<string, Scripted<unknown> | Scripted<unknown>[] | undefined> | undefined;
  const plain: PlainScript = {};
  for (const [name, { reply }] of Object.entries(contract.requests)) {
    const answers = given?.[name];
    if (answers === undefined) {
      if (reply.safeParse({}).success) plain[name] = [{ ok: true, value: {} }];
      continue;
    }
    plain[name] = Array.isArray(answers) ? answers : [answers];
    for (const answer of plain[name]) {
      if (typeof answer === 'object' && answer.ok) check(reply, answer.value, name);
    }
  }
  return plain;
}

/** @throws when a value does not fit the schema that the receiving side would hold it to. */
export function check(schema: Contract['requests'][string]['reply'], value: unknown, what: string): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${what}: ${parsed.error.message}`);
}
