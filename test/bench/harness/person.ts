import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Machine } from '../../support/electron-app.ts';
import { chooseUser, giveTo } from '../../support/ordinary-user.ts';

/** Who may sign in, and what the keychain must hold for it. `secret`: of the phone, Base32; `userKey`: Base64. */
export type SamplePerson = {
  name: string;
  username: string;
  password: string;
  secret: string;
  userKey: string;
  items: { service: string; account: string; secret: string }[];
};

/** Sets up the machine's profile and real keychain for one person with so many notes, before the app is started. */
export function placePerson(machine: Machine, notes: number): SamplePerson {
  const script = join(import.meta.dirname, 'make-person.ts');
  const made = execFileSync(process.execPath, [script, machine.profile, String(notes)], { encoding: 'utf8' });
  const person = JSON.parse(made) as SamplePerson;
  giveTo(chooseUser(), machine.userData);
  machine.runScript(`
    const keytar = require('keytar');
    const items = ${JSON.stringify(person.items)};
    Promise.all(items.map((item) => keytar.setPassword(item.service, item.account, item.secret))).catch((error) => {
      console.error(error);
      process.exit(1);
    });
  `);
  return person;
}
