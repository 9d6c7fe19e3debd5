import { dirname } from 'node:path';
import { placePerson, type SamplePerson } from '../../bench/harness/person.ts';
import { prepareMachine, type Machine } from '../../support/electron-app.ts';
import { startFakeLogind, type FakeLogind } from '../../support/fake-logind.ts';
import { handsOn, type Hands } from '../../support/hands.ts';
import { phoneWith, type Phone } from '../../support/phone.ts';
import { appProcesses, type AppProcess } from './processes.ts';
import { openEye, startWatched, type WatchedConsole } from './watched-console.ts';

/** A console in Electron that one person has set up, with real keys before it. */
export type ElectronSeat = {
  person: SamplePerson;
  phone: Phone;
  hands: Hands;
  logind: FakeLogind;
  env: Machine['env'];
  console(): WatchedConsole;
  processes(): AppProcess[];
  /** Where the console may have written: its own folder and its user's. */
  folders: string[];
  profile: string;
  /** Starts the console anew where it does not run like this yet. */
  run(options: { assistive: boolean }): Promise<void>;
  end(): Promise<void>;
};

export async function openElectronSeat(): Promise<ElectronSeat> {
  const logind = await startFakeLogind();
  const machine = await prepareMachine('en');
  const person = placePerson(machine, 0);
  openEye(machine);
  let running: { console: WatchedConsole; assistive: boolean } | null = null;
  const now = () => {
    if (!running) throw new Error('the console does not run');
    return running.console;
  };
  const close = async () => {
    await running?.console.end();
    running = null;
  };
  return {
    ...{ person, logind, env: machine.env, console: now },
    phone: phoneWith(`otpauth://totp/Cleandesk?secret=${person.secret}`),
    hands: handsOn(machine.env),
    processes: () => appProcesses(now().pids()),
    profile: machine.profile,
    folders: [dirname(machine.folder), dirname(machine.env.HOME ?? machine.userData)],
    run: async ({ assistive }) => {
      if (running?.assistive === assistive) return;
      await close();
      const args = assistive ? ['--force-renderer-accessibility'] : [];
      const env = { DBUS_SYSTEM_BUS_ADDRESS: logind.address };
      running = { assistive, console: await startWatched(machine, { env, args }) };
      await running.console.until('entry', 'document.querySelector("input") !== null');
    },
    end: async () => {
      await close();
      await machine.stop();
      logind.stop();
    },
  };
}
