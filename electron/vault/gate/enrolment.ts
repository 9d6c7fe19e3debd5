import { isDeepStrictEqual } from 'node:util';
import { ok } from '../../../shared/result.ts';
import { stateOf } from '../accounts/directory.ts';
import type { AccountDocument, Credential, Enrolment } from '../accounts/documents.ts';
import { canonicalUsername } from '../accounts/names.ts';
import { noTries } from '../accounts/tries.ts';
import { makeTotpSecret, stepsOfCode, totpForApp } from '../crypto/totp.ts';
import { makeUserKey } from '../crypto/user-key.ts';
import { shredVault } from '../notes/sweep.ts';
import { check, type Proven } from './check.ts';
import { isClockBehind, raiseHighWater } from './clock-behind.ts';
import { isLongCode } from './code-hashes.ts';
import { makeCredential, newPassword, withTotp } from './credentials.ts';
import { rememberStep } from './factor.ts';
import type { Gate } from './gate.ts';
import { isLive } from './invitations.ts';
import { weaknessOf } from './password-strength.ts';
import { hashRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';
import { issuerOf } from './set-up.ts';
import { askAgain, refuse, type Turns } from './turn.ts';

/** Where the conversation stands; nothing of it is stored before the end. */
type Draft = {
  id: string;
  enrolment: Enrolment;
  password: { userKey: Uint8Array; credential(): Promise<Credential> } | null;
  totp: Uint8Array;
  proof: { step: number; recoveryCodes: string[] } | null;
};

type EnrolNames = 'enrol.begin' | 'enrol.password' | 'enrol.prove' | 'enrol.finish';

/**
 * What a lead's one-time code opens (design, section 4): a first sign-in, a new phone in place of a lost one (with the
 * current password, notes stay), a new password in place of a forgotten one (notes are shredded, which is said first).
 */
export function enrolTurns(gate: Gate): Turns<EnrolNames> {
  const { clock, device, probe, store } = gate;
  let draft: Draft | null = null;

  return {
    'enrol.begin': async ({ username, enrolmentCode }, { session }) => {
      if (session && !session.locked) return refuse('not-now');
      const found = await checkEnrolmentCode(gate, canonicalUsername(username), enrolmentCode);
      if (!found) return refuse('denied');
      const { account, enrolment } = found;
      draft = { id: account.id, enrolment, password: null, totp: makeTotpSecret(), proof: null };
      return {
        reply: ok({
          name: account.name,
          asks: enrolment.purpose === 'phone' ? 'current-password' : 'new-password',
          shredsNotes: enrolment.purpose === 'password',
        }),
        goesOn: true,
      };
    },

    'enrol.password': async ({ password }) => {
      const account = draft ? store.account(draft.id) : undefined;
      if (!draft || !account) return askAgain('not-now');
      const site = store.state().site;
      if (draft.enrolment.purpose === 'phone') {
        const proven = await check(gate, {
          account,
          name: account.username,
          proof: { password },
          factor: null,
          mayBe: 'resetting',
          mustLead: false,
          record: (change, outcome, failures) => {
            if (outcome === 'ok') return;
            change.event('person.enrolment-refused', { person: account.id, tries: failures }, { outcome });
          },
        });
        if (!proven.ok) return refuse(proven.code, proven.detail);
        await proven.value.settle();
        draft.password = keptPassword(proven.value, draft.totp);
      } else {
        const reason = await weaknessOf(password, [account.name, account.username, site.name]);
        if (reason) return askAgain('weak-password', { reason });
        const userKey = makeUserKey();
        const made = newPassword(password, probe);
        const { id, totp } = draft;
        draft.password = { userKey, credential: async () => makeCredential(device, id, await made, userKey, totp) };
      }
      draft.proof = null;
      return { reply: ok({ totp: totpForApp(draft.totp, issuerOf(site), account.username) }), goesOn: true };
    },

    'enrol.prove': ({ code }) => {
      if (!draft?.password) return Promise.resolve(askAgain('not-now'));
      if (isClockBehind(store.state(), clock)) return Promise.resolve(askAgain('clock'));
      const [step] = stepsOfCode(draft.totp, code, clock.now());
      if (step === undefined) return Promise.resolve(askAgain('wrong-code'));
      draft.proof = { step, recoveryCodes: makeRecoveryCodes() };
      return Promise.resolve({ reply: ok({ recoveryCodes: draft.proof.recoveryCodes }), goesOn: true });
    },

    'enrol.finish': async () => {
      if (!draft?.password || !draft.proof) return askAgain('not-now');
      const { id, enrolment, proof } = draft;
      const { userKey } = draft.password;
      const credential = await draft.password.credential();
      // First the notes, then the new key: a kill in between leaves the code good for another try, and no note that
      // nobody can open (the person was told before, in `enrol.begin`).
      const notesShredded =
        enrolment.purpose === 'password'
          ? await shredVault({ profile: gate.profile, keychain: gate.keychain, account: id })
          : 0;
      await store.commit((change) => {
        const account = change.account(id);
        if (account.enrolment?.hash !== enrolment.hash)
          throw new Error('an enrolment code that was replaced meanwhile');
        account.credential = credential;
        account.enrolment = null;
        account.recoveryCodes = hashRecoveryCodes(device, id, proof.recoveryCodes);
        account.usedSteps = rememberStep(account.usedSteps, proof.step, clock.now());
        account.tries = noTries;
        raiseHighWater(change, clock);
        const more = { actor: id };
        change.event('person.enrolled', { person: id, issuedBy: account.issuedBy }, more);
        if (enrolment.purpose === 'password')
          change.event('person.password-reset', { person: id, notesShredded }, more);
        change.event('sign-in', { person: id, factor: 'enrolment', failures: 0 }, more);
      });
      const { role, recoveryCodes } = store.account(id) ?? { role: 'operator', recoveryCodes: [] };
      const facts = { account: id, role, factor: 'enrolment', recoveryCodesLeft: recoveryCodes.length } as const;
      return { reply: ok({ id, role }), session: { facts, userKey } };
    },
  };
}

/** A new phone leaves password, user key and notes as they are. */
function keptPassword({ account, userKey }: Proven, totp: Uint8Array): Draft['password'] {
  const { credential, id } = account;
  if (!credential) throw new Error('a password was right without a credential');
  return { userKey, credential: () => Promise.resolve(withTotp(credential, id, userKey, totp)) };
}

/** Counts a try and commits before it compares, as a sign-in does; for a name that nobody has, too. */
async function checkEnrolmentCode(
  { clock, device, probe, store, today }: Gate,
  name: string,
  typed: string,
): Promise<{ account: AccountDocument; enrolment: Enrolment } | null> {
  const known = store.byUsername(name);
  const before = await store.commit((change) => {
    const account = known ? change.account(known.id) : null;
    const copy = structuredClone(account?.enrolment ?? null);
    if (account?.enrolment) account.enrolment.tries += 1;
    const tries = account?.enrolment?.tries ?? 0;
    change.event('person.enrolment-refused', { person: account?.id ?? null, tries }, { outcome: 'refused' });
    return copy;
  });
  const events = store.lastEvents();
  const account = known ? store.account(known.id) : undefined;
  const right = isLongCode(device, 'enrolment', account?.id ?? 'nobody', typed, before?.hash ?? null);
  probe('checked');
  if (!account || !before || !right || !isLive(before, store.state(), clock)) return null;
  if (!['invited', 'resetting'].includes(stateOf(account, today()))) return null;
  // Taken back without a trace: the code was right, and the conversation that now begins records its own end.
  await store.commit((change) => {
    const now = change.account(account.id);
    if (!isDeepStrictEqual(now.enrolment, { ...before, tries: before.tries + 1 }))
      throw new Error('an enrolment code that was tried or used meanwhile');
    now.enrolment = before;
  }, events);
  return { account, enrolment: before };
}
