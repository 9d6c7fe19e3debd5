import type { Plant } from '../harness/campaign.ts';

/** Each border without its check. */
export const plants: Record<string, Plant> = {
  'schema-unchecked': {
    says: 'a request is handed to its handler without a look at its shape',
    changes: [
      {
        file: 'shared/rpc.ts',
        find: 'const request = declared && readAs(declared.request, body);',
        replace: 'const request = { success: true as const, data: body };',
      },
    ],
  },
  'border-throws': {
    says: 'a message that cannot even be looked at is an error of the one who looks',
    changes: [
      {
        file: 'shared/read-as.ts',
        find: '  } catch {\n    return { success: false };',
        replace: "  } catch {\n    throw new Error('it cannot be looked at');",
      },
    ],
  },
  'replay-taken': {
    says: 'central takes one signed request as often as it comes',
    changes: [
      { file: 'server/api/signed-request.ts', find: "!== 1) throw new Refused('replay')", replace: '=== 7) return' },
    ],
  },
  'signature-unchecked': {
    says: 'central does not look whose signature it is',
    changes: [
      {
        file: 'server/api/signed-request.ts',
        find: "if (!signatureFits(publicKey, requestBytes(facts, signed), Buffer.from(signature, 'base64url'))) {",
        replace:
          "if (!signatureFits(publicKey, requestBytes(facts, signed), Buffer.from(signature, 'base64url')) && now < 0) {",
      },
    ],
  },
  'size-unlimited': {
    says: 'central reads a body of any size',
    changes: [{ file: 'server/api/app.ts', find: 'bodyLimit: maxEventsBody', replace: 'bodyLimit: 1e9' }],
  },
  'lead-unasked': {
    says: 'lead’s work needs no proof of a lead',
    changes: [
      {
        file: 'electron/desk/routes.ts',
        find: "if (!grant || !stores) return fail<IpcCode>('no-lead');\n  return work(stores, { actor: grant.actor,",
        replace: "if (!stores) return fail<IpcCode>('no-lead');\n  return work(stores, { actor: grant?.actor ?? null,",
      },
    ],
  },
  'sender-unchecked': {
    says: 'the preview’s bridge opens to every site that a browser shows',
    changes: [
      {
        file: 'electron/preview/door.ts',
        find: 'return origin === undefined ? !needsOrigin : origin === `http://${address()}`;',
        replace: 'return origin !== undefined || !needsOrigin;',
      },
    ],
  },
};
