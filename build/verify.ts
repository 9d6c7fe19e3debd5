import { verifyCommand } from './verify-command.ts';

/** `npm run verify -- FILE [--head HEAD]… [--key KEY]…` */
const { code, text } = await verifyCommand(process.argv.slice(2));
if (code === 2) console.error(text);
else console.log(text);
process.exitCode = code;
