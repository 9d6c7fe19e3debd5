import type { DeskState, EntryState } from '../../../shared/console-state.ts';
import type { Person } from '../../../shared/people.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import type { Language } from '../../../shared/site.ts';

/** Sample people and states for looking at screens; every one of them fits its contract. */
const minute = 60_000;
const hour = 60 * minute;

export const ids = {
  anna: '0190f000-0000-7000-8000-000000000001',
  boris: '0190f000-0000-7000-8000-000000000002',
  clara: '0190f000-0000-7000-8000-000000000003',
  denis: '0190f000-0000-7000-8000-000000000004',
  elena: '0190f000-0000-7000-8000-000000000005',
  chain: '0190f000-0000-4000-8000-0000000000ff',
} as const;

const names: Record<Language, Record<'anna' | 'boris' | 'clara' | 'denis' | 'elena', string>> = {
  en: { anna: 'Anna Kent', boris: 'Brian Moss', clara: 'Clara Webb', denis: 'Dennis Ford', elena: 'Ellen Shaw' },
  ru: {
    anna: 'Анна Ковалёва',
    boris: 'Борис Мельников',
    clara: 'Клара Вебер',
    denis: 'Денис Орлов',
    elena: 'Елена Константинопольская',
  },
};

export function nameOf(who: keyof (typeof names)['en'], language: Language): string {
  return names[language][who];
}

export function siteOf(language: Language): NonNullable<EntryState['site']> {
  return language === 'ru'
    ? { name: 'Контакт-центр «Север»', zone: 'Europe/Moscow', language }
    : { name: 'North Contact Centre', zone: 'Europe/London', language };
}

/** A team: two leads, one of them the owner, and operators in every state an account can have. */
export function samplePeople(language: Language, now = Date.now()): Person[] {
  const plain = {
    role: 'operator' as const,
    team: language === 'ru' ? 'Первая линия' : 'First line',
    temporary: false,
    endsOn: null,
    state: 'active' as const,
    lockedUntil: null,
    recoveryCodesLeft: 8,
    issuedBy: ids.anna,
    issuedAt: now - 9 * 24 * hour,
  };
  return [
    { ...plain, id: ids.anna, username: 'anna', name: nameOf('anna', language), role: 'lead', issuedBy: null },
    { ...plain, id: ids.boris, username: 'boris', name: nameOf('boris', language) },
    {
      ...plain,
      id: ids.clara,
      username: 'clara',
      name: nameOf('clara', language),
      lockedUntil: now + 22 * minute,
    },
    {
      ...plain,
      id: ids.denis,
      username: 'denis',
      name: nameOf('denis', language),
      state: 'invited',
      temporary: true,
      endsOn: '2027-01-31',
      recoveryCodesLeft: 0,
    },
    { ...plain, id: ids.elena, username: 'elena', name: nameOf('elena', language), state: 'disabled' },
  ];
}

export function sampleEntry(language: Language, more: Partial<EntryState> = {}): EntryState {
  return {
    host: 'product',
    version: '0.1.0',
    site: siteOf(language),
    language,
    theme: 'light',
    clock: 'steady',
    phase: 'sign-in',
    fault: null,
    notice: null,
    keptAside: null,
    lock: null,
    drawer: null,
    ...more,
  };
}

export function sampleLock(
  language: Language,
  more: Partial<NonNullable<EntryState['lock']>> = {},
): NonNullable<EntryState['lock']> {
  return {
    person: ids.boris,
    name: nameOf('boris', language),
    since: Date.now() - 7 * minute,
    cause: 'idle',
    break: null,
    needsCode: false,
    masked: 0,
    ...more,
  };
}

export function sampleDesk(language: Language, more: Partial<DeskState> = {}): DeskState {
  const now = Date.now();
  return {
    host: 'product',
    version: '0.1.0',
    site: siteOf(language),
    language,
    theme: 'light',
    clock: 'steady',
    person: {
      id: ids.boris,
      name: nameOf('boris', language),
      username: 'boris',
      role: 'operator',
      recoveryCodesLeft: 8,
    },
    session: { since: now - 2 * hour, endsAt: now + 10 * hour },
    shift: { startsAt: now - 2 * hour, endsAt: now + 10 * hour, fromPolicy: false },
    locksAt: now + 4 * minute,
    idleSource: 'system',
    onCall: null,
    settings: defaultSettings,
    chain: { state: 'whole', chain: ids.chain, length: 1284, signedUpTo: 1280 },
    central: {
      state: 'up-to-date',
      url: 'https://central.example',
      waiting: 0,
      waitingSince: null,
      lastContact: now - minute,
      nextTry: null,
      problem: null,
      alert: null,
      checkpoint: { size: 48_213, root: '7c1f0a93e5b2d864'.repeat(4) },
    },
    contentProtection: 'off',
    lead: null,
    checklist: { state: 'open', overdue: false },
    notesClosed: null,
    policyText: 'acknowledged',
    maskedAtLock: 0,
    notesAltered: null,
    ...more,
  };
}
