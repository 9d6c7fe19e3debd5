import type { Checklist } from '../../shared/checklist/types.ts';
import type { DeskState } from '../../shared/console-state.ts';
import type { SaveState } from '../../shared/contract/vault.ts';
import type { Language } from '../../shared/site.ts';
import {
  liveGrant,
  sampleCardText,
  sampleHistory,
  sampleId,
  sampleLead,
  sampleList,
  sampleNotes,
  sampleRows,
  sampleTeam,
  sampleText,
} from '../support/gallery/desk-samples.ts';
import { everyEvent } from '../support/gallery/every-event.ts';
import { ids, sampleDesk, samplePeople } from '../support/gallery/fixtures.ts';
import type { GalleryScript } from '../support/gallery/script.ts';
import { answered, onOnePage, press, refused, type Looker, type ScreenState } from '../support/gallery/state.ts';

type Replies = NonNullable<GalleryScript<'desk'>['replies']>;
type VaultReplies = NonNullable<NonNullable<GalleryScript<'desk'>['portReplies']>['vault']>;
type GateReplies = NonNullable<NonNullable<GalleryScript<'desk'>['portReplies']>['gate']>;
type More = {
  state?: (language: Language) => Partial<DeskState>;
  replies?: (language: Language) => Replies;
  vault?: (language: Language) => VaultReplies;
  gate?: (language: Language) => GateReplies;
};

const policy = {
  version: 3,
  ru: 'Политика безопасности\n\n1. Данные карт не записывают нигде.\n2. Телефоны лежат в шкафчике.\n'.repeat(6),
  en: 'Security policy\n\n1. Card data is written nowhere.\n2. Phones stay in the locker.\n'.repeat(6),
  publishedAt: Date.now() - 86_400_000,
};

const desk =
  (sample: typeof sampleDesk, { state, replies, vault, gate }: More = {}) =>
  (language: Language): GalleryScript<'desk'> => ({
    role: 'desk',
    state: sample(language, state?.(language)),
    replies: {
      'checklist.today': answered(sampleList(language)),
      'checklist.history': answered(sampleHistory()),
      'people.list': refused('no-lead'),
      'activity.page': answered({ rows: sampleRows(language), more: true }),
      'policy-text.read': answered(policy),
      'evidence.list': answered([]),
      ...replies?.(language),
    },
    portReplies: {
      gate: gate?.(language) ?? {},
      vault: {
        'notes.list': answered(sampleNotes(language)),
        'notes.search': answered([]),
        'notes.open': answered({ summary: sampleNotes(language)[0]!, text: sampleText(language) }),
        'notes.create': answered(sampleNotes(language)[3]!),
        'notes.mark': answered(sampleNotes(language)[0]!),
        'view.load': answered(null),
        ...vault?.(language),
      },
    },
  });
const operator = (more: More = {}) => desk(sampleDesk, more);
const lead = (more: More = {}) => desk(sampleLead, more);

const goTo =
  (place: number) =>
  async ({ page }: Looker) => {
    await page
      .getByRole('navigation')
      .getByRole('button')
      .nth(place - 1)
      .click();
  };
const today = (list: Partial<Checklist>, state: Partial<DeskState> = {}) =>
  operator({
    state: () => state,
    replies: (language) => ({ 'checklist.today': answered(sampleList(language, list)) }),
  });
const decided = { submittedAt: Date.now() - 60_000, decidedBy: ids.anna, decidedAt: Date.now() };
const listIn = (state: DeskState['checklist']['state'], overdue = false) => ({ checklist: { state, overdue } });

const todayStates: ScreenState[] = [
  ...onOnePage([
    { name: 'today: open', script: today({}), act: goTo(1) },
    { name: 'today: security policy due', script: today({}, { policyText: 'due' }), act: goTo(1) },
    { name: 'today: no security policy yet', script: today({}, { policyText: 'none' }), act: goTo(1) },
  ]),
  { name: 'today: loading', script: operator({ replies: () => ({ 'checklist.today': 'pending' }) }), act: goTo(1) },
  {
    name: 'today: not readable',
    script: operator({
      replies: () => ({ 'checklist.today': refused('storage'), 'checklist.history': refused('storage') }),
    }),
    act: goTo(1),
  },
  { name: 'today: nothing answered', script: today({ answers: [] }), act: goTo(1) },
  {
    name: 'today: overdue, central offline',
    script: today(
      { overdue: true, dueAt: Date.now() - 600_000 },
      {
        ...listIn('open', true),
        central: {
          ...sampleDesk('en').central,
          ...{ state: 'offline', waiting: 23, waitingSince: Date.now() - 3_600_000, nextTry: Date.now() + 30_000 },
          problem: 'central.unreachable',
        },
      },
    ),
    act: goTo(1),
  },
  {
    name: 'today: submitted',
    script: today({ state: 'submitted', submittedAt: Date.now() }, listIn('submitted')),
    act: goTo(1),
  },
  {
    name: 'today: returned',
    script: today({ state: 'returned', ...decided, returnReason: 'x' }, listIn('returned')),
    act: goTo(1),
  },
  {
    name: 'today: confirmed by the issuer of the code',
    script: today({ state: 'confirmed', ...decided, sameIssuer: true }, listIn('confirmed')),
    act: goTo(1),
  },
  {
    name: 'today: not confirmed, sole lead',
    script: today({ state: 'not-confirmed', submittedAt: Date.now() }, listIn('not-confirmed')),
    act: goTo(1),
  },
];

const openNote = (more: VaultReplies = {}, caret = 20) =>
  operator({
    vault: () => ({
      'view.load': answered({
        ...{ screen: 'notes', note: sampleId(100), caret: { from: caret, to: caret }, scroll: 0, query: '' },
      }),
      ...more,
    }),
  });
const inNote = async ({ page, words }: Looker) => {
  await page.getByLabel(words.notes.text).waitFor();
};
const afterTyping = (answer: (text: string) => SaveState) => async (look: Looker) => {
  await inNote(look);
  const text = look.page.getByLabel(look.words.notes.text);
  await text.press('End');
  await look.page.keyboard.type('!');
  await look.gallery.pushPort('vault', 'save-state', answer(await text.inputValue()));
};
const failures = ['disk-full', 'read-only', 'storage', 'keychain', 'expired'] as const;
const closedReasons = ['checklist', 'policy-text', 'briefing'] as const;

const noteStates: ScreenState[] = [
  { name: 'notes: empty', script: operator({ vault: () => ({ 'notes.list': answered([]) }) }), act: goTo(2) },
  { name: 'notes: loading', script: operator({ vault: () => ({ 'notes.list': 'pending' }) }), act: goTo(2) },
  {
    name: 'notes: not readable',
    script: operator({ vault: () => ({ 'notes.list': refused('keychain') }) }),
    act: goTo(2),
  },
  ...onOnePage([
    { name: 'notes: list, none open', script: operator(), act: goTo(2) },
    ...closedReasons.map((reason): ScreenState => ({
      name: `notes: closed, ${reason}`,
      script: operator({ state: () => ({ notesClosed: reason }) }),
      act: goTo(2),
    })),
    {
      name: 'notes: closed, no security policy yet',
      script: operator({ state: () => ({ notesClosed: 'policy-text', policyText: 'none' }) }),
      act: goTo(2),
    },
  ]),
  ...onOnePage([
    { name: 'notes: open', script: openNote(), act: inNote },
    {
      name: 'notes: being saved',
      script: openNote(),
      act: async (look) => {
        await inNote(look);
        await look.page.getByLabel(look.words.notes.text).press('End');
        await look.page.keyboard.type('!');
      },
    },
    {
      name: 'notes: saved',
      script: openNote(),
      act: afterTyping(() => ({ state: 'saved', id: sampleId(100), change: 2, revision: 4, at: Date.now() })),
    },
    ...failures.map((code, past): ScreenState => ({
      name: `notes: not saved, ${code}`,
      script: openNote(),
      act: afterTyping(() => ({ state: 'failed', id: sampleId(100), change: 3 + past, code })),
    })),
    {
      name: 'notes: delete?',
      script: openNote(),
      act: async (look) => {
        await inNote(look);
        await press(look.page, look.words.notes.delete);
        await look.page.getByRole('dialog').waitFor();
      },
    },
  ]),
  {
    name: 'notes: card data refused',
    script: (language) => {
      const [summary] = sampleNotes(language);
      return openNote({ 'notes.open': answered({ summary: summary!, text: sampleCardText(language) }) })(language);
    },
    act: afterTyping((text) => {
      const from = text.indexOf('4111');
      return { state: 'held', id: sampleId(100), change: 1, ranges: [{ from, to: from + 19, kind: 'card-number' }] };
    }),
  },
  {
    name: 'notes: masked at a lock',
    script: (language) =>
      openNote({ 'notes.open': answered({ summary: { ...sampleNotes(language)[0]!, masked: true }, text: '••••' }) })(
        language,
      ),
    act: inNote,
  },
  {
    name: 'notes: changed from outside',
    script: operator({
      state: () => ({ notesAltered: { keptAside: `${ids.boris}.db.altered-20261124T081200Z` } }),
    }),
    act: goTo(2),
  },
  { name: 'notes: damaged note', script: openNote({ 'notes.open': refused('damaged') }), act: goTo(2) },
  {
    name: 'notes: nothing found',
    script: operator(),
    act: async ({ page, words }) => {
      await page.keyboard.press('F3');
      await page.getByRole('searchbox', { name: words.notes.search }).fill('zz');
      await page.getByText(words.notes['noMatch.title']).waitFor();
    },
  },
  {
    name: 'notes: ten thousand',
    script: operator({
      vault: (language) => ({
        'notes.list': answered(
          Array.from({ length: 10_000 }, (_, n) => ({
            ...sampleNotes(language)[n % 3]!,
            ...{ id: sampleId(1000 + n), pinned: false, createdAt: Date.now() - n * 1000 },
          })),
        ),
      }),
    }),
    act: goTo(2),
  },
];

const withLead = (more: More = {}) =>
  lead({
    ...more,
    state: (language) => ({ lead: liveGrant(), ...more.state?.(language) }),
    replies: (language) => ({
      'people.list': answered(samplePeople(language)),
      'team.lists': answered(sampleTeam(language)),
      ...more.replies?.(language),
    }),
  });
const teamTab = (tab: number) => async (look: Looker) => {
  await goTo(3)(look);
  await look.page.getByRole('tab').nth(tab).click();
};
const addPerson = async (look: Looker) => {
  const { page, words } = look;
  await teamTab(1)(look);
  await press(page, words.people.add);
  const form = page.getByRole('main');
  await form.getByLabel(words.people.name, { exact: true }).fill('x');
  await form.getByLabel(words.people.username, { exact: true }).fill('xx');
  await page.keyboard.press('Enter');
};
const teamStates: ScreenState[] = [
  { name: 'team: a fresh code is asked', script: lead(), act: goTo(3) },
  ...onOnePage([
    { name: 'team: lists', script: withLead(), act: teamTab(0) },
    { name: 'team: the clock jumped', script: withLead({ state: () => ({ clock: 'ahead' }) }), act: teamTab(0) },
    { name: 'team: people', script: withLead(), act: teamTab(1) },
    { name: 'team: security policy', script: withLead(), act: teamTab(2) },
    { name: 'team: evidence', script: withLead(), act: teamTab(3) },
  ]),
  {
    name: 'team: no lists',
    script: withLead({
      replies: () => ({ 'team.lists': answered({ date: '2026-11-24', lists: [], exceptions: [] }) }),
    }),
    act: teamTab(0),
  },
  { name: 'team: loading', script: withLead({ replies: () => ({ 'team.lists': 'pending' }) }), act: teamTab(0) },
  {
    name: 'team: not readable',
    script: withLead({ replies: () => ({ 'team.lists': refused('storage') }) }),
    act: teamTab(0),
  },
  {
    name: 'team: a new person’s code',
    script: withLead({
      gate: (language) => ({
        'people.add': answered({
          ...{ person: samplePeople(language)[3]!, enrolmentCode: 'K7QD-2M9X-4HTR-8WZC' },
          validUntil: Date.now() + 86_400_000,
        }),
      }),
    }),
    act: async (look) => {
      const { page } = look;
      await addPerson(look);
      await page.locator('output').first().waitFor();
      // The code that is shown only now stays, however often somebody has pressed Enter.
      await page.keyboard.press('Enter');
      await page.locator('output').first().waitFor();
    },
  },
  {
    name: 'team: a person is being added',
    script: withLead({ gate: () => ({ 'people.add': 'pending' }) }),
    act: async (look) => {
      await addPerson(look);
      for (let times = 0; times < 2; times++) {
        await look.page.waitForTimeout(60);
        await look.page.keyboard.press('Enter');
      }
      const { requests } = await look.gallery.asked();
      const asked = requests.filter(({ name }) => name === 'gate.open').length;
      if (asked !== 1) throw new Error(`${asked} gates were asked for one person`);
    },
  },
  {
    name: 'team: no security policy yet',
    script: withLead({ replies: () => ({ 'policy-text.read': answered(null) }) }),
    act: teamTab(2),
  },
  {
    name: 'team: security policy not readable, and so not to be written over',
    script: withLead({ replies: () => ({ 'policy-text.read': refused('storage') }) }),
    act: async (look) => {
      const { page, words } = look;
      await teamTab(2)(look);
      await page.getByRole('button', { name: words.common.tryAgain, exact: true }).waitFor();
      if ((await page.getByRole('textbox').count()) > 0) throw new Error('a text is asked for that nobody could read');
    },
  },
];

const activityStates: ScreenState[] = [
  {
    name: 'activity: events',
    script: lead({ replies: (language) => ({ 'people.list': answered(samplePeople(language)) }) }),
    act: goTo(4),
  },
  { name: 'activity: an operator’s own', script: operator(), act: goTo(3) },
  {
    name: 'activity: empty',
    script: lead({ replies: () => ({ 'activity.page': answered({ rows: [], more: false }) }) }),
    act: goTo(4),
  },
  { name: 'activity: loading', script: lead({ replies: () => ({ 'activity.page': 'pending' }) }), act: goTo(4) },
  {
    name: 'activity: every type of event',
    script: lead({ replies: () => ({ 'activity.page': answered({ rows: everyEvent(), more: false }) }) }),
    act: goTo(4),
  },
  {
    name: 'activity: no event matches',
    script: lead({
      replies: (language) => ({
        'activity.page': [answered({ rows: sampleRows(language), more: false }), answered({ rows: [], more: false })],
      }),
    }),
    act: async (look) => {
      await goTo(4)(look);
      await look.page.getByLabel(look.words.activity['filter.day']).fill('2026-11-01');
      await look.page.getByText(look.words.activity['noMatch.text']).waitFor();
    },
  },
  {
    name: 'activity: not readable',
    script: lead({ replies: () => ({ 'activity.page': refused('storage') }) }),
    act: goTo(4),
  },
  {
    name: 'activity: chain broken',
    script: lead({ state: (language) => ({ chain: { ...sampleLead(language).chain, state: 'broken' } }) }),
    act: goTo(4),
  },
  {
    name: 'activity: proven',
    script: lead({ replies: () => ({ 'activity.prove': answered({ length: 1284, whole: true, firstWrong: null }) }) }),
    act: async (look) => {
      await goTo(4)(look);
      await press(look.page, look.words.activity['chain.prove']);
    },
  },
  {
    name: 'activity: proven wrong',
    script: lead({ replies: () => ({ 'activity.prove': answered({ length: 1284, whole: false, firstWrong: 77 }) }) }),
    act: async (look) => {
      await goTo(4)(look);
      await press(look.page, look.words.activity['chain.prove']);
    },
  },
];

const centralIn = (state: DeskState['central']['state'], problem: string | null) => (language: Language) => ({
  central: {
    ...sampleLead(language).central,
    ...(state === 'none' ? { url: null, checkpoint: null } : {}),
    ...{ state, problem, waiting: problem ? 1204 : 0 },
    ...(problem ? { waitingSince: Date.now() - 108_000_000, nextTry: Date.now() + 60_000 } : {}),
  },
});
const central: [DeskState['central']['state'], string | null][] = [
  ['none', null],
  ['up-to-date', null],
  ['sending', null],
  ['offline', 'central.unreachable'],
  ['refused', 'central.not-signed'],
  ['wrong-identity', 'central.other-key'],
  ['conflict', 'central.conflict'],
];
const settingsStates: ScreenState[] = [
  ...onOnePage([
    ...central.map(([state, problem]): ScreenState => ({
      name: `settings: central ${state}`,
      script: lead({ state: centralIn(state, problem) }),
      act: goTo(5),
    })),
    ...(['forgot', 'inconsistent'] as const).map((alert): ScreenState => ({
      name: `settings: central’s alert, ${alert}`,
      script: lead({ state: (language) => ({ central: { ...sampleLead(language).central, alert } }) }),
      act: goTo(5),
    })),
  ]),
  { name: 'settings: an operator’s', script: operator(), act: goTo(4) },
  {
    name: 'settings: the site’s, being changed',
    script: withLead({
      state: (language) => ({
        settings: { ...sampleLead(language).settings, shifts: [{ start: '08:00', end: '20:00' }] },
      }),
    }),
    act: async (look) => {
      await goTo(5)(look);
      await press(look.page, look.words.settings['site.change']);
    },
  },
  {
    name: 'settings: password',
    script: operator(),
    act: async (look) => {
      await goTo(4)(look);
      await press(look.page, look.words.settings['password.change']);
    },
  },
  {
    name: 'settings: enrolling to central',
    script: withLead({ state: centralIn('none', null) }),
    act: async (look) => {
      await goTo(5)(look);
      await press(look.page, look.words.settings['central.enrol']);
    },
  },
];

const frameStates: ScreenState[] = [
  { name: 'frame: before main has answered', script: () => ({ role: 'desk', state: null }) },
  ...onOnePage([
    {
      name: 'frame: about to lock, on a call, in the preview',
      script: operator({
        state: () => ({
          host: 'preview',
          locksAt: Date.now() + 22_000,
          onCall: { since: Date.now(), until: Date.now() + 900_000 },
        }),
      }),
    },
    {
      name: 'frame: session ends soon',
      script: operator({
        state: () => ({ session: { since: Date.now() - 42_600_000, endsAt: Date.now() + 600_000 } }),
      }),
    },
    {
      name: 'frame: idle counted from windows',
      script: operator({ state: () => ({ idleSource: 'windows', locksAt: null, contentProtection: 'no-effect' }) }),
    },
    {
      name: 'frame: keys',
      script: operator(),
      act: async ({ page }) => {
        await page.keyboard.press('F1');
        await page.getByRole('dialog').waitFor();
      },
    },
  ]),
  {
    name: 'frame: break menu',
    script: operator(),
    act: async ({ page }) => {
      await page.keyboard.press('F9');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'frame: sign out?',
    script: operator(),
    act: async ({ page, words }) => {
      await page.getByRole('button', { name: words.desk.account }).click();
      await page.getByRole('menuitem', { name: words.desk.signOut }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

/** Every screen of the desk window in each state. */
export const deskStates: ScreenState[] = [
  ...todayStates,
  ...noteStates,
  ...teamStates,
  ...activityStates,
  ...settingsStates,
  ...frameStates,
];
