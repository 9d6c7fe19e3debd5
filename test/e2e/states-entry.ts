import type { Locator } from 'playwright';
import type { EntryState } from '../../shared/console-state.ts';
import { faultCodes } from '../../shared/contract/gate-process.ts';
import { gateCodes } from '../../shared/contract/gate.ts';
import { lockCauses } from '../../shared/events/types.ts';
import type { Language } from '../../shared/site.ts';
import { ids, nameOf, sampleEntry, sampleLock, samplePeople } from '../support/gallery/fixtures.ts';
import { sampleTeam } from '../support/gallery/desk-samples.ts';
import type { GalleryScript } from '../support/gallery/script.ts';
import { answered, onOnePage, press, refused, type Looker, type ScreenState } from '../support/gallery/state.ts';

type Rest = Omit<GalleryScript<'entry'>, 'role' | 'state'>;

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const totp = { uri: `otpauth://totp/Cleandesk:anna?secret=${secret}&issuer=Cleandesk`, secret };
const recoveryCodes = Array.from('ABCDEFGHJK', (first, n) => `${first}7QM-2XTR-9KLP-4W${n}D`);
const validUntil = Date.now() + 86_400_000;
const enrolmentCode = 'K7QM-2XTR-9KLP-4WVD';

const entry =
  (more: (language: Language) => Partial<EntryState>, rest: (language: Language) => Rest = () => ({})) =>
  (language: Language): GalleryScript<'entry'> => ({
    role: 'entry',
    state: sampleEntry(language, more(language)),
    ...rest(language),
  });
const plain = entry(() => ({}));
const locked = (more: Parameters<typeof sampleLock>[1] = {}) =>
  entry((language) => ({ phase: 'locked', lock: sampleLock(language, more) }));

const submit = (page: Looker['page']) => page.locator('button[type=submit]').first().click();
const typeCode = (page: Looker['page']) =>
  page.locator('input[autocomplete=one-time-code]').first().pressSequentially('123456');

// First run.
const firstRun = entry(
  () => ({ phase: 'first-run', site: null }),
  () => ({
    portReplies: {
      gate: {
        'setup.begin': answered({ totp }),
        'setup.prove': answered({ recoveryCodes }),
        'setup.second-lead': answered({ enrolmentCode, validUntil }),
        'setup.kit': answered({ kitCode: 'F4QX-77TR-K2LP-9WVD-HM3C-82ZN-QQ5T' }),
        'setup.kit-prove': refused('wrong-code'),
        'setup.finish': 'pending',
      },
    },
  }),
);
const toOwner = async ({ page, words, language }: Looker) => {
  await page
    .getByLabel(words.setUp.siteName)
    .fill(language === 'ru' ? 'Контакт-центр «Север»' : 'North Contact Centre');
  await submit(page);
  await page.locator('input[autocomplete=name]').waitFor();
};
const toPhone = async (look: Looker) => {
  await look.page.locator('input[autocomplete=name]').fill(nameOf('anna', look.language));
  await look.page.locator('input[autocomplete=username]').fill('anna');
  await look.page.locator('input[type=password]').fill('quiet river over stones');
  await submit(look.page);
  await look.page.locator('svg[role=img]').waitFor();
};
const toRecovery = async (look: Looker) => {
  await typeCode(look.page);
  await look.page.getByRole('checkbox').waitFor();
};
const toSpare = async (look: Looker) => {
  await look.page.getByRole('checkbox').check();
  await submit(look.page);
  await look.page.getByRole('radio').first().waitFor();
};

const toSecondLead = async (look: Looker) => {
  await look.page.getByLabel(look.words.setUp.leadName).fill(nameOf('clara', look.language));
  await look.page.getByLabel(look.words.setUp.username).fill('clara');
  await submit(look.page);
  await look.page.locator('output').waitFor();
};

const setUpStates: ScreenState[] = [
  ...onOnePage([
    { name: 'set-up: site', script: firstRun },
    { name: 'set-up: owner', script: firstRun, act: toOwner },
    { name: 'set-up: phone', script: firstRun, act: toPhone },
    { name: 'set-up: recovery codes', script: firstRun, act: toRecovery },
    { name: 'set-up: spare key', script: firstRun, act: toSpare },
    { name: 'set-up: second lead’s code', script: firstRun, act: toSecondLead },
  ]),
  {
    name: 'set-up: weak password',
    script: entry(
      () => ({ phase: 'first-run', site: null }),
      () => ({ portReplies: { gate: { 'setup.begin': refused('weak-password', { reason: 'short' }) } } }),
    ),
    act: async (look) => {
      await toOwner(look);
      await look.page.locator('input[autocomplete=name]').fill('x');
      await look.page.locator('input[autocomplete=username]').fill('x');
      await look.page.locator('input[type=password]').fill('short');
      await submit(look.page);
      await look.page.getByRole('alert').locator('span').first().waitFor();
    },
  },
  {
    name: 'set-up: owner’s kit refused',
    script: firstRun,
    act: async (look) => {
      for (const step of [toOwner, toPhone, toRecovery, toSpare]) await step(look);
      await look.page.getByRole('radio').nth(1).check();
      await submit(look.page);
      await look.page.getByLabel(look.words.setUp.kitTypeBack).fill('F4QX');
      await submit(look.page);
      await look.page.getByRole('alert').locator('span').first().waitFor();
    },
  },
];

// Sign-in.
const middleOf = async (what: Locator) => {
  await what.waitFor();
  const box = await what.boundingBox();
  if (!box) throw new Error('it has no place');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
const trySignIn = async ({ page }: Looker) => {
  await page.locator('input[autocomplete=username]').fill('boris');
  await page.locator('input[type=password]').fill('seven paper lanterns glow');
  await typeCode(page);
};
// The wait comes last: while it runs, nobody tries again.
const signInRefusals = (['denied', 'code-used', 'clock', 'keychain', 'storage', 'internal', 'wait'] as const).filter(
  (code) => gateCodes.includes(code),
);
const notices = [
  ...(['vault-damaged', 'vault-newer', 'vault-foreign', 'vault-rolled-back'] as const),
  ...(['vault-keychain', 'vault-storage', 'vault-died'] as const),
  ...(['signed-out', 'session-limit', 'shredded'] as const),
];
const refusing = entry(
  () => ({}),
  () => ({ portReplies: { gate: { 'sign-in': signInRefusals.map((code) => refused(code, { seconds: 95 })) } } }),
);
const signInStates: ScreenState[] = [
  ...onOnePage([
    { name: 'sign-in: empty', script: plain },
    { name: 'sign-in: in the preview', script: entry(() => ({ host: 'preview' })) },
    ...notices.map((notice): ScreenState => ({
      name: `sign-in: notice ${notice}`,
      script: entry(() => ({ notice, keptAside: notice === 'vault-damaged' ? '/profile/vaults/a.db.damaged' : null })),
    })),
  ]),
  ...onOnePage(
    signInRefusals.map((code): ScreenState => ({
      name: `sign-in: refused, ${code}`,
      script: refusing,
      act: async (look) => {
        await trySignIn(look);
        const [said = ''] = look.words.gateErrors[code].split('{{');
        await look.page.getByRole('alert').locator('span', { hasText: said }).first().waitFor();
      },
    })),
  ),
  {
    name: 'sign-in: being checked',
    script: entry(
      () => ({}),
      () => ({ portReplies: { gate: { 'sign-in': 'pending' } } }),
    ),
    act: async (look) => {
      await trySignIn(look);
      // What takes long is seen to be at work, in the middle of its button.
      const button = look.page.locator('button[aria-busy=true]');
      const around = await middleOf(button);
      const turning = await middleOf(button.locator('.mantine-Button-loader'));
      if (Math.hypot(around.x - turning.x, around.y - turning.y) > 1) throw new Error('it turns beside the middle');
    },
  },
  {
    name: 'sign-in: recovery code',
    script: plain,
    act: async ({ page, words }) => {
      await press(page, words.signIn.noCode);
      await press(page, words.signIn.useRecovery);
    },
  },
];

// Enrolment.
const invited = (asks: 'new-password' | 'current-password', shredsNotes: boolean) =>
  entry(
    () => ({}),
    (language) => ({
      portReplies: {
        gate: {
          'enrol.begin': answered({ name: nameOf('denis', language), asks, shredsNotes }),
          'enrol.password': answered({ totp }),
          'enrol.prove': answered({ recoveryCodes }),
        },
      },
    }),
  );
const toEnrol = async ({ page, words }: Looker) => {
  await press(page, words.signIn.firstTime);
  await page.getByLabel(words.enrol.enrolmentCode).waitFor();
};
const toEnrolPassword = async (look: Looker) => {
  await toEnrol(look);
  await look.page.getByLabel(look.words.common.username).fill('denis');
  await look.page.getByLabel(look.words.enrol.enrolmentCode).fill(enrolmentCode);
  await submit(look.page);
  await look.page.locator('input[type=password]').waitFor();
};
const enrolStates: ScreenState[] = [
  { name: 'enrolment: code', script: plain, act: toEnrol },
  { name: 'enrolment: new password', script: invited('new-password', false), act: toEnrolPassword },
  { name: 'enrolment: present password', script: invited('current-password', false), act: toEnrolPassword },
  { name: 'enrolment: notes will be shredded', script: invited('new-password', true), act: toEnrolPassword },
];

// Lock.
const lockStates: ScreenState[] = [
  ...onOnePage([
    ...lockCauses
      .filter((cause) => cause !== 'break' && cause !== 'drawer')
      .map((cause): ScreenState => ({ name: `lock: ${cause}`, script: locked({ cause }) })),
    { name: 'lock: lunch, with card data masked', script: locked({ cause: 'break', break: 'lunch', masked: 2 }) },
    { name: 'lock: code needed', script: locked({ needsCode: true, since: Date.now() - 5_400_000 }) },
  ]),
  {
    name: 'lock: for a team lead, with the drawer open',
    script: locked({ cause: 'drawer' }),
    act: async ({ page, words }) => {
      await page.getByRole('dialog').getByLabel(words.common.username).waitFor();
    },
  },
  {
    name: 'lock: another person',
    script: locked(),
    act: ({ page, words }) => press(page, words.lock.otherPerson),
  },
];

// The lead's drawer.
const drawer = (more: Partial<EntryState> = {}, rest: Rest = {}) =>
  entry(
    (language) => ({
      ...{ phase: 'locked', lock: sampleLock(language) },
      drawer: { actor: ids.anna, via: 'drawer', until: Date.now() + 101_000 },
      ...more,
    }),
    (language) => ({
      replies: { 'people.list': answered(samplePeople(language)), 'team.lists': answered(sampleTeam(language)) },
      portReplies: {
        gate: {
          'people.add': answered({ person: samplePeople(language)[3]!, enrolmentCode, validUntil }),
          'people.disable': refused('last-lead'),
        },
      },
      ...rest,
    }),
  );
const inDrawer = async ({ page, words }: Looker) => {
  await page.getByRole('dialog').getByRole('button', { name: words.people.add }).waitFor();
};
const drawerStates: ScreenState[] = [
  {
    name: 'drawer: sign-in',
    script: locked(),
    act: async ({ page, words }) => {
      await press(page, words.lock.leadsDrawer);
      await page.getByRole('dialog').getByLabel(words.common.username).waitFor();
    },
  },
  {
    name: 'drawer: owner’s kit',
    script: locked(),
    act: async ({ page, words }) => {
      await press(page, words.lock.leadsDrawer);
      await press(page, words.drawer.useKit);
      await page.getByLabel(words.drawer.kitCode).waitFor();
    },
  },
  ...onOnePage([
    { name: 'drawer: lists and people', script: drawer(), act: inDrawer },
    { name: 'drawer: the clock jumped', script: drawer({ clock: 'ahead' }), act: inDrawer },
    { name: 'drawer: the clock was set back', script: drawer({ clock: 'behind' }), act: inDrawer },
  ]),
  {
    name: 'drawer: empty',
    script: drawer(
      {},
      {
        replies: {
          'people.list': answered([]),
          'team.lists': answered({ date: '2026-11-24', lists: [], exceptions: [] }),
        },
      },
    ),
    act: inDrawer,
  },
  {
    name: 'drawer: not readable',
    script: drawer({}, { replies: { 'people.list': refused('storage'), 'team.lists': refused('storage') } }),
    act: async ({ page, words }) => {
      await page.getByRole('dialog').getByRole('button', { name: words.common.tryAgain }).waitFor();
    },
  },
  {
    name: 'drawer: a new person’s code',
    script: drawer(),
    act: async (look) => {
      await inDrawer(look);
      const dialog = look.page.getByRole('dialog');
      await dialog.getByRole('button', { name: look.words.people.add }).click();
      await dialog.getByLabel(look.words.people.name, { exact: true }).fill('x');
      await dialog.getByLabel(look.words.people.username, { exact: true }).fill('xx');
      await dialog.locator('button[type=submit]').click();
      await dialog.locator('output').first().waitFor();
    },
  },
];

const faultStates = faultCodes.map((code): ScreenState => ({
  name: `broken: ${code}`,
  script: entry(() => ({
    ...{ phase: 'broken', site: null },
    fault: { code, keptAside: code.endsWith('damaged') ? '/profile/accounts.db.damaged' : null },
  })),
}));
const rolledBack = entry(
  () => ({
    phase: 'broken',
    site: null,
    fault: { code: 'accounts-rolled-back', keptAside: '/profile/accounts.db.old' },
  }),
  () => ({ portReplies: { gate: { drawer: refused('denied'), 'kit.open': refused('wait', { seconds: 95 }) } } }),
);
const rolledBackStates: ScreenState[] = [
  {
    name: 'broken: a lead goes on, refused',
    script: rolledBack,
    act: async ({ page, words }) => {
      await press(page, words.entry.goOn);
      await page.getByLabel(words.common.username).fill('boris');
      await page.locator('input[type=password]').fill('seven paper lanterns glow');
      await typeCode(page);
      await page.getByRole('alert').locator('span').first().waitFor();
    },
  },
  {
    name: 'broken: the owner’s kit goes on, too soon',
    script: rolledBack,
    act: async ({ page, words }) => {
      await press(page, words.entry.goOn);
      await press(page, words.drawer.useKit);
      await page.getByLabel(words.drawer.kitCode).fill('F4QX-77TR-K2LP-9WVD-HM3C-82ZN-QQ5T');
      await submit(page);
      await page.getByRole('alert').locator('span').first().waitFor();
    },
  },
];

/** Every screen of the entry window, and the countdown, in each state. */
export const entryStates: ScreenState[] = [
  { name: 'entry: starting', script: entry(() => ({ phase: 'starting', site: null })) },
  { name: 'entry: before main has answered', script: () => ({ role: 'entry', state: null }) },
  ...setUpStates,
  ...signInStates,
  ...enrolStates,
  ...lockStates,
  ...drawerStates,
  ...onOnePage(faultStates),
  ...rolledBackStates,
  {
    name: 'countdown: running',
    script: (language) => ({ role: 'countdown', state: { language, theme: 'light', locksAt: Date.now() + 24_000 } }),
  },
];
