import type { ChecklistItem } from '../types.ts';

/**
 * Dated points that nobody at a seat can know: each is answered with a reference to its evidence and counts until its
 * cadence has passed. The console does none of this work; it keeps who said what, when, and where the proof lies.
 */
const dated = { kind: 'yes-no', required: true } as const;

export const evidenceItems: ChecklistItem[] = [
  {
    id: 'it-firewall-review',
    ...dated,
    answerer: 'it',
    cadence: 'quarter',
    points: [1],
    text: { ru: 'Правила межсетевых экранов проверены', en: 'The firewalls’ rules have been reviewed' },
    help: {
      ru: 'PCI DSS 1.2.7 требует проверки не реже раза в полгода. Ссылка: номер заявки или протокола.',
      en: 'PCI DSS 1.2.7 asks for a review at least every six months. Reference: the ticket or the minutes.',
    },
    no: {
      ru: 'Проверку нужно назначить. До неё могут действовать правила, которые никому не нужны.',
      en: 'The review has to be planned. Until then rules that nobody needs may be in force.',
    },
  },
  {
    id: 'it-network-scan',
    ...dated,
    answerer: 'it',
    cadence: 'quarter',
    points: [1],
    text: {
      ru: 'Сеть просканирована, посторонних точек доступа Wi-Fi нет',
      en: 'The network has been scanned, and there is no unauthorised wireless access point',
    },
    help: {
      ru: 'PCI DSS 11.2.1: не реже раза в три месяца. Ссылка: отчёт о сканировании.',
      en: 'PCI DSS 11.2.1: at least every three months. Reference: the scan’s report.',
    },
    no: {
      ru: 'Неизвестная точка доступа открывает сеть посторонним. Найдите и отключите её, затем просканируйте снова.',
      en: 'An unknown access point opens the network to strangers. Find it, disconnect it, then scan again.',
    },
  },
  {
    id: 'it-vulnerability-scan',
    ...dated,
    answerer: 'it',
    cadence: 'quarter',
    points: [2],
    text: {
      ru: 'Внутреннее и внешнее сканирование уязвимостей проведено, найденное исправлено',
      en: 'Internal and external vulnerability scans were done, and what they found is mended',
    },
    help: {
      ru: 'PCI DSS 11.3.1 и 11.3.2: раз в три месяца, внешнее проводит утверждённый поставщик (ASV). Ссылка: отчёты.',
      en: 'PCI DSS 11.3.1 and 11.3.2: every three months, the external one by an approved vendor (ASV). Reference: the reports.',
    },
    no: {
      ru: 'Исправьте найденное и просканируйте снова; в ссылке укажите план.',
      en: 'Mend what was found and scan again; let the reference name the plan.',
    },
  },
  {
    id: 'it-penetration-test',
    ...dated,
    answerer: 'it',
    cadence: 'year',
    points: [2],
    text: { ru: 'Тест на проникновение проведён', en: 'A penetration test has been done' },
    help: {
      ru: 'PCI DSS 11.4: раз в год и после значительных изменений. Ссылка: отчёт.',
      en: 'PCI DSS 11.4: once a year and after significant changes. Reference: the report.',
    },
    no: {
      ru: 'Назначьте тест; в ссылке укажите заявку.',
      en: 'Plan the test; let the reference name the ticket.',
    },
  },
  {
    id: 'it-security-updates',
    ...dated,
    answerer: 'it',
    cadence: 'month',
    points: [2],
    text: {
      ru: 'Обновления безопасности на рабочих местах установлены',
      en: 'Security updates are installed at the desks',
    },
    help: {
      ru: 'PCI DSS 6.3.3: критические обновления в течение месяца. Ссылка: отчёт системы управления.',
      en: 'PCI DSS 6.3.3: critical updates within a month. Reference: the management system’s report.',
    },
    no: {
      ru: 'Укажите, каких обновлений не хватает и к какому дню они будут.',
      en: 'Say which updates are missing and by which day they will be there.',
    },
  },
  {
    id: 'it-anti-malware',
    ...dated,
    answerer: 'it',
    cadence: 'month',
    points: [2],
    text: {
      ru: 'Антивирус на рабочих местах работает и обновляется',
      en: 'The desks’ anti-malware runs and is kept up to date',
    },
    help: {
      ru: 'PCI DSS 5.2 и 5.3. Консоль не заменяет антивирус и не проверяет его. Ссылка: отчёт.',
      en: 'PCI DSS 5.2 and 5.3. The console neither replaces nor checks it. Reference: the report.',
    },
    no: {
      ru: 'Место без антивируса выводится из работы, пока его не восстановят.',
      en: 'A desk without it is taken out of work until it runs again.',
    },
  },
  {
    id: 'it-card-data-search',
    ...dated,
    answerer: 'it',
    cadence: 'quarter',
    points: [3],
    text: {
      ru: 'Поиск данных карт вне платёжной системы проведён, лишнее удалено',
      en: 'Card data outside the payment system was searched for, and what was found is deleted',
    },
    help: {
      ru: 'PCI DSS 3.2.1: раз в три месяца хранимое сверх срока удаляется. Общие папки, почта, записи, CRM.',
      en: 'PCI DSS 3.2.1: every three months whatever is kept beyond its term is deleted. Shared folders, mail, recordings, CRM.',
    },
    no: {
      ru: 'Найденные данные карт изолируйте и удалите; в ссылке укажите инцидент, но не сами данные.',
      en: 'Isolate and delete the card data that was found; let the reference name the incident, never the data.',
    },
  },
  {
    id: 'it-transit-cryptography',
    ...dated,
    answerer: 'it',
    cadence: 'year',
    points: [4],
    text: {
      ru: 'Шифры и протоколы, которыми данные передаются, проверены',
      en: 'The ciphers and protocols that carry data have been reviewed',
    },
    help: {
      ru: 'PCI DSS 4.2.1 и 12.3.3: раз в год. CRM, телефония, почта, чат, удалённый доступ. Связь консоли с центральным сервером всегда зашифрована.',
      en: 'PCI DSS 4.2.1 and 12.3.3: once a year. CRM, telephony, mail, chat, remote access. The console’s own line to central is always encrypted.',
    },
    no: {
      ru: 'Устаревший протокол отключите или укажите срок замены.',
      en: 'Switch an outdated protocol off, or name the day it is replaced.',
    },
  },
  {
    id: 'it-voice-encryption',
    ...dated,
    answerer: 'it',
    cadence: 'year',
    points: [4, 7],
    text: {
      ru: 'Голос и записи разговоров зашифрованы',
      en: 'Voice and call recordings are encrypted',
    },
    help: {
      ru: 'TLS и SRTP в телефонии, шифрование хранилища записей. Консоль голосом не занимается. Ссылка: настройка или отчёт.',
      en: 'TLS and SRTP in telephony, encryption of the recordings’ store. The console has no part in voice. Reference: the configuration or the report.',
    },
    no: {
      ru: 'Разговоры могут прослушать внутри сети. Укажите план включения шифрования.',
      en: 'Calls can be listened to inside the network. Name the plan for switching encryption on.',
    },
  },
  {
    id: 'it-disk-encryption',
    ...dated,
    answerer: 'it',
    cadence: 'quarter',
    points: [7],
    text: { ru: 'Диски рабочих мест зашифрованы', en: 'The desks’ disks are encrypted' },
    help: {
      ru: 'Консоль шифрует свои заметки; файл подкачки и другие программы защищает только шифрование диска.',
      en: 'The console encrypts its notes; the swap file and the other programs are protected by disk encryption only.',
    },
    no: {
      ru: 'Включите шифрование диска или уберите место из зала.',
      en: 'Switch disk encryption on, or take the desk off the floor.',
    },
  },
  {
    id: 'it-payment-path',
    ...dated,
    answerer: 'it',
    cadence: 'quarter',
    points: [8],
    text: {
      ru: 'Оплата проходит мимо операторов: данные карт не попадают в голос, записи и экраны',
      en: 'Payments pass operators by: card data reaches neither voice, recordings nor screens',
    },
    help: {
      ru: 'Ввод клавишами с маскированием тонов или ссылка на оплату; права в CRM не показывают номер карты (PCI DSS 3.4.1, 7.2).',
      en: 'Keypad entry with masked tones, or a payment link; rights in the CRM show no card number (PCI DSS 3.4.1, 7.2).',
    },
    no: {
      ru: 'Остановите приём оплаты по телефону, пока путь не закрыт.',
      en: 'Stop taking payments by telephone until the path is closed.',
    },
  },
  {
    id: 'it-monitoring',
    ...dated,
    answerer: 'it',
    cadence: 'month',
    points: [11],
    text: {
      ru: 'Журналы площадки собираются, сигналы разбираются',
      en: 'The site’s logs are collected, and alerts are followed up',
    },
    help: {
      ru: 'PCI DSS 10.4 и 10.5: журналы хранятся год, три месяца сразу доступны. Ссылка: сводка.',
      en: 'PCI DSS 10.4 and 10.5: logs are kept for a year, three months of them at hand. Reference: the summary.',
    },
    no: {
      ru: 'Без сбора журналов вмешательство не заметят. Укажите, что не собирается.',
      en: 'Without collected logs an intrusion goes unnoticed. Say what is not collected.',
    },
  },
  {
    id: 'lead-policy-review',
    ...dated,
    answerer: 'lead',
    cadence: 'year',
    points: [5],
    text: {
      ru: 'Политика безопасности пересмотрена',
      en: 'The security policy has been reviewed',
    },
    help: {
      ru: 'PCI DSS 12.1.2: раз в год и при изменениях. Новый текст публикуется в настройках, и консоль спросит всех снова.',
      en: 'PCI DSS 12.1.2: once a year and when things change. A new text is published in the settings, and the console asks everybody again.',
    },
    no: {
      ru: 'Назначьте пересмотр; прежний текст остаётся в силе.',
      en: 'Plan the review; the present text stays in force.',
    },
  },
  {
    id: 'lead-training',
    ...dated,
    answerer: 'lead',
    cadence: 'year',
    points: [5, 13],
    text: {
      ru: 'Обучение безопасности для всех сотрудников проведено',
      en: 'Everybody has had security awareness training',
    },
    help: {
      ru: 'PCI DSS 12.6.3: при приёме и раз в год, с фишингом и социальной инженерией. Ссылка: список участников.',
      en: 'PCI DSS 12.6.3: on joining and once a year, with phishing and social engineering. Reference: the list of participants.',
    },
    no: {
      ru: 'Укажите, кто ещё не обучен и когда это будет.',
      en: 'Say who has not been trained yet and when that will be.',
    },
  },
  {
    id: 'lead-access-review',
    ...dated,
    answerer: 'lead',
    cadence: 'quarter',
    points: [6],
    text: {
      ru: 'Учётные записи и права пересмотрены',
      en: 'Accounts and rights have been reviewed',
    },
    help: {
      ru: 'PCI DSS 7.2.4 требует пересмотра не реже раза в полгода: роли, временные записи, ушедшие. Ссылка: протокол.',
      en: 'PCI DSS 7.2.4 asks for it at least every six months: roles, temporary accounts, leavers. Reference: the minutes.',
    },
    no: {
      ru: 'Отключите лишние записи сейчас и назначьте пересмотр.',
      en: 'Disable the accounts that are not needed now and plan the review.',
    },
  },
  {
    id: 'lead-do-not-call-register',
    ...dated,
    answerer: 'lead',
    cadence: 'month',
    points: [12],
    text: {
      ru: 'Список «не звонить» сверён с реестром',
      en: 'The do-not-call list has been matched with the register',
    },
    help: {
      ru: 'TCPA, 47 CFR 64.1200(c)(2): данные реестра не старше 31 дня; собственный список ведётся всегда. Ссылка: номер выгрузки.',
      en: 'TCPA, 47 CFR 64.1200(c)(2): the register’s data is at most 31 days old; the own list is kept always. Reference: the download’s number.',
    },
    no: {
      ru: 'Остановите обзвон до сверки.',
      en: 'Stop outgoing calls until it has been matched.',
    },
  },
];
