import type { ChecklistItem } from '../types.ts';

/**
 * What the console answers itself in every shift list, and the figures that it shows with each answer (`seen`). A
 * figure that is not known is left out.
 */
export const seenFigures = {
  /** steadiness: steady | ahead | behind; offsetSeconds: this clock minus central's. */
  'console-clock': ['steadiness', 'offsetSeconds'],
  /** required: the lowest version that the site allows; newest: the newest that ever ran on this desk. */
  'console-version': ['installed', 'required', 'newest'],
  'console-keychain': ['answers'],
  /** length: events; signedUpTo: the last signed one. */
  'console-chain': ['state', 'length', 'signedUpTo'],
  /** acknowledgedOn: a site date. */
  'console-policy-text': ['version', 'acknowledgedOn'],
} as const satisfies Record<string, readonly string[]>;
export type ConsoleItem = keyof typeof seenFigures;

const answeredByConsole = { kind: 'automatic', answerer: 'console', cadence: 'shift', required: true } as const;

export const consoleItems: (ChecklistItem & { id: ConsoleItem })[] = [
  {
    id: 'console-clock',
    ...answeredByConsole,
    points: [11],
    text: { ru: 'Часы идут верно', en: 'The clock runs true' },
    help: {
      ru: 'От времени зависят коды, срок заметок и журнал. Консоль сравнивает часы с ходом машины и с центральным сервером.',
      en: 'Codes, the life of notes and the activity log depend on time. The console compares the clock with the machine’s running time and with central.',
    },
    no: {
      ru: 'Часы перевели, или они расходятся с центральным сервером. Ничего не потеряно. Сообщите старшему смены, чтобы время проверили.',
      en: 'The clock was moved or differs from central. Nothing is lost. Tell the team lead, so that the time is checked.',
    },
  },
  {
    id: 'console-version',
    ...answeredByConsole,
    points: [2],
    text: { ru: 'Версия консоли не устарела', en: 'The console’s version is not an outdated one' },
    help: {
      ru: 'Консоль не старее той, что уже работала на этом месте, и не старее той, которую требует площадка.',
      en: 'The console is not older than one that has already run at this desk, nor than the one the site asks for.',
    },
    no: {
      ru: 'Здесь установлена более старая версия: в ней могут быть уже исправленные ошибки. Работать можно. Старший смены передаст это в ИТ.',
      en: 'An older version is installed here, which may have faults that are already mended. You can work. The team lead passes it on to IT.',
    },
  },
  {
    id: 'console-keychain',
    ...answeredByConsole,
    points: [7],
    text: {
      ru: 'Ключи шифрования лежат в системном хранилище ключей',
      en: 'The encryption keys are in the system’s keychain',
    },
    help: {
      ru: 'Заметки хранятся только зашифрованными. Без хранилища ключей их не прочитает никто, и консоль тоже.',
      en: 'Notes are stored encrypted only. Without the keychain nobody can read them, the console neither.',
    },
    no: {
      ru: 'Хранилище ключей не отвечает. Заметки на диске остаются зашифрованными. Позовите старшего смены.',
      en: 'The keychain does not answer. Notes on the disk stay encrypted. Call the team lead.',
    },
  },
  {
    id: 'console-chain',
    ...answeredByConsole,
    points: [11],
    text: { ru: 'Журнал цел', en: 'The activity log is unbroken' },
    help: {
      ru: 'Каждая запись журнала связана с предыдущей: если запись удалить или изменить, это видно.',
      en: 'Each entry of the log is tied to the one before: a removed or altered entry shows.',
    },
    no: {
      ru: 'Цепочка аудита нарушена или закрыта. Записи сохранены. Позовите старшего смены: это разбирает ИТ.',
      en: 'The audit chain is broken or closed. The entries are kept. Call the team lead: IT looks into it.',
    },
  },
  {
    id: 'console-policy-text',
    ...answeredByConsole,
    points: [5],
    text: {
      ru: 'Вы ознакомились с действующей политикой безопасности',
      en: 'You have read and acknowledged the security policy in force',
    },
    help: {
      ru: 'Политика показана в консоли. Новая версия требует нового ознакомления, как и каждый прошедший год.',
      en: 'The policy is shown in the console. A new version asks you again, and so does each year that has passed.',
    },
    no: {
      ru: 'Откройте политику безопасности, прочитайте её и подтвердите ознакомление. Этот пункт ответится сам.',
      en: 'Open the security policy, read it and acknowledge it. This point then answers itself.',
    },
  },
];
