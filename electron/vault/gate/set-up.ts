import { v7 } from 'uuid';
import type { Clock } from '../../../shared/clock.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { ok } from '../../../shared/result.ts';
import type { Site } from '../../../shared/site.ts';
import { writeAnchor } from '../accounts/anchor.ts';
import type { Change } from '../accounts/change.ts';
import { adoptPrepared, discardPrepared, prepareAccounts } from '../accounts/create.ts';
import type { AccountDocument } from '../accounts/documents.ts';
import { makeDeviceSecret, readDeviceSecret, storeDeviceSecret } from '../crypto/device-secret.ts';
import { makeLongCode, parseLongCode } from '../crypto/long-code.ts';
import { makeTotpSecret, stepsOfCode, totpForApp } from '../crypto/totp.ts';
import { makeUserKey } from '../crypto/user-key.ts';
import { hashLongCode } from './code-hashes.ts';
import { makeCredential, newPassword, type NewPassword } from './credentials.ts';
import { invite, newAccount } from './invitations.ts';
import { cardDataIn, readNames } from './names-given.ts';
import { weaknessOf } from './password-strength.ts';
import type { Probe } from './probe.ts';
import { hashRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';
import { askAgain, refuse, type Turns } from './turn.ts';

/** The gate of a console that nobody has set up: no store, no device secret yet. */
export type EmptyGate = {
  accountsPath: string;
  keychain: Keychain;
  clock: Clock;
  probe: Probe;
  /** The console is set up: from here on this gate has a store. */
  adopted(device: Uint8Array): Promise<void>;
};

/** What the conversation has gathered; nothing of it is stored before the end. */
type Draft = {
  site: Site;
  owner: AccountDocument;
  device: Uint8Array;
  password: Promise<NewPassword>;
  totp: Uint8Array;
  proof: { step: number; recoveryCodes: string[] } | null;
  secondLead: AccountDocument | null;
  kit: { code: string; proven: boolean } | null;
};

type SetUpNames =
  'setup.begin' | 'setup.prove' | 'setup.second-lead' | 'setup.kit' | 'setup.kit-prove' | 'setup.finish';

/**
 * First run (design, sections 3 and 4): the owner with password, phone and recovery codes, then a second lead or the
 * owner's kit. Asking an earlier step again replaces what it gave.
 */
export function setUpTurns({ accountsPath, keychain, clock, probe, adopted }: EmptyGate): Turns<SetUpNames> {
  let draft: Draft | null = null;

  return {
    'setup.begin': async ({ site, name, username, password }) => {
      const names = readNames({ name, username, team: '' });
      if (!names.ok) return askAgain(names.code, names.detail);
      const kind = cardDataIn([site.name]);
      if (kind) return askAgain('card-data', { kind });
      const reason = await weaknessOf(password, [names.value.name, names.value.username, site.name]);
      if (reason) return askAgain('weak-password', { reason });
      const { value: given } = names;
      const owner = newAccount({ id: v7(), ...given, role: 'lead', temporary: false, endsOn: null });
      const totp = makeTotpSecret();
      draft = {
        site,
        owner,
        device: makeDeviceSecret(),
        password: newPassword(password, probe),
        totp,
        proof: null,
        secondLead: null,
        kit: null,
      };
      return { reply: ok({ totp: totpForApp(totp, issuerOf(site), owner.username) }), goesOn: true };
    },

    'setup.prove': ({ code }) => {
      if (!draft) return Promise.resolve(askAgain('not-now'));
      const [step] = stepsOfCode(draft.totp, code, clock.now());
      if (step === undefined) return Promise.resolve(askAgain('wrong-code'));
      const recoveryCodes = makeRecoveryCodes();
      draft.proof = { step, recoveryCodes };
      return Promise.resolve({ reply: ok({ recoveryCodes }), goesOn: true });
    },

    'setup.second-lead': ({ name, username }) => {
      if (!draft?.proof) return Promise.resolve(askAgain('not-now'));
      const names = readNames({ name, username, team: '' });
      if (!names.ok) return Promise.resolve(askAgain(names.code, names.detail));
      if (names.value.username === draft.owner.username) return Promise.resolve(askAgain('username-taken'));
      draft.secondLead = newAccount({ id: v7(), ...names.value, role: 'lead', temporary: false, endsOn: null });
      const invitation = invite(draft.device, clock, draft.secondLead, 'first', draft.owner.id);
      return Promise.resolve({ reply: ok(invitation), goesOn: true });
    },

    'setup.kit': () => {
      if (!draft?.proof) return Promise.resolve(askAgain('not-now'));
      const kitCode = makeLongCode('kit');
      draft.kit = { code: kitCode, proven: false };
      return Promise.resolve({ reply: ok({ kitCode }), goesOn: true });
    },

    'setup.kit-prove': ({ kitCode }) => {
      if (!draft?.kit) return Promise.resolve(askAgain('not-now'));
      if (parseLongCode('kit', kitCode) !== parseLongCode('kit', draft.kit.code)) {
        return Promise.resolve(askAgain('wrong-code'));
      }
      draft.kit.proven = true;
      return Promise.resolve({ reply: ok({}), goesOn: true });
    },

    'setup.finish': async () => {
      if (!draft?.proof || !(draft.secondLead || draft.kit?.proven)) return askAgain('not-now');
      const { device, owner, site } = draft;
      // Another console's or an earlier set-up's item is never overwritten.
      if ((await readDeviceSecret(keychain)) !== null) return refuse('keychain');
      const userKey = makeUserKey();
      const credential = makeCredential(device, owner.id, await draft.password, userKey, draft.totp);
      owner.credential = credential;
      owner.recoveryCodes = hashRecoveryCodes(device, owner.id, draft.proof.recoveryCodes);
      owner.usedSteps = [draft.proof.step];
      const { secondLead, kit } = draft;
      const keep = (stored: Promise<void>) =>
        stored.catch((error: unknown) => {
          discardPrepared(accountsPath);
          throw error;
        });
      probe('before-commit');
      const anchor = prepareAccounts(accountsPath, device, site, clock, (change) => {
        fill(change, device, site, owner, secondLead, kit?.proven ? kit.code : null);
      });
      probe('prepared');
      // Before the device secret, without which it says nothing: a set-up that ends here has not been.
      await keep(writeAnchor(keychain, anchor));
      probe('anchored');
      await keep(storeDeviceSecret(keychain, device));
      probe('device-stored');
      adoptPrepared(accountsPath);
      probe('committed');
      await adopted(device);
      const facts = {
        account: owner.id,
        role: owner.role,
        factor: 'set-up',
        recoveryCodesLeft: owner.recoveryCodes.length,
      } as const;
      return { reply: ok({ id: owner.id, role: owner.role }), session: { facts, userKey }, site };
    },
  };
}

/** What the authenticator app shows above the code. A colon would end it there. */
export function issuerOf(site: Site): string {
  return `Cleandesk ${site.name}`.replaceAll(':', ' ');
}

function fill(
  change: Change,
  device: Uint8Array,
  site: Site,
  owner: AccountDocument,
  secondLead: AccountDocument | null,
  kitCode: string | null,
): void {
  const actor = owner.id;
  change.add(owner);
  change.event(
    'site.set-up',
    { zone: site.zone, language: site.language, second: secondLead ? 'lead' : 'kit' },
    { actor },
  );
  change.event('person.added', { person: owner.id, role: 'lead', temporary: false, endsOn: null }, { actor });
  change.event('person.enrolled', { person: owner.id, issuedBy: null }, { actor });
  if (secondLead) {
    change.add(secondLead);
    change.event('person.added', { person: secondLead.id, role: 'lead', temporary: false, endsOn: null }, { actor });
  }
  if (kitCode !== null) change.state.kit = hashLongCode(device, 'kit', change.state.deviceId, kitCode);
  change.event('sign-in', { person: owner.id, factor: 'set-up', failures: 0 }, { actor });
}
