/** The small window before an idle lock. */
export const countdown = {
  title: 'Cleandesk is about to lock',
  text: 'Move the mouse or press any key to go on.',
  spoken_one: 'Cleandesk locks in {{count}} second.',
  spoken_other: 'Cleandesk locks in {{count}} seconds.',
} as const;
