import { activity } from './activity.ts';
import { centralProblems } from './central-problems.ts';
import { common } from './common.ts';
import { countdown } from './countdown.ts';
import { desk } from './desk.ts';
import { ipcErrors, ipcReadErrors, vaultErrors, vaultReadErrors } from './desk-errors.ts';
import { faults } from './faults.ts';
import { gateErrors, passwordReasons } from './gate-errors.ts';
import { notes } from './notes.ts';
import { settings } from './settings.ts';
import { team } from './team.ts';
import { today } from './today.ts';
import { drawer } from './drawer.ts';
import { enrol } from './enrol.ts';
import { entry } from './entry.ts';
import { lock } from './lock.ts';
import { people } from './people.ts';
import { phone } from './phone.ts';
import { setUp } from './set-up.ts';
import { signIn } from './sign-in.ts';

export const ru = {
  activity,
  centralProblems,
  common,
  countdown,
  desk,
  faults,
  gateErrors,
  ipcErrors,
  ipcReadErrors,
  notes,
  passwordReasons,
  settings,
  team,
  today,
  vaultErrors,
  vaultReadErrors,
  drawer,
  enrol,
  entry,
  lock,
  people,
  phone,
  setUp,
  signIn,
};
