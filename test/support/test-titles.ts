import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export type TestTitle = { file: string; title: string; skipped: boolean };

const TESTS = new Set(['it', 'test']);
const SKIPS = new Set(['skip', 'todo']);

/** The names of a call's chain, outermost last: `it.skip.each([…])` is it, skip, each. */
function chainOf(called: ts.Expression): string[] {
  if (ts.isIdentifier(called)) return [called.text];
  if (ts.isPropertyAccessExpression(called)) return [...chainOf(called.expression), called.name.text];
  if (ts.isCallExpression(called)) return chainOf(called.expression);
  if (ts.isTaggedTemplateExpression(called)) return chainOf(called.tag);
  return [];
}

/** A title as it stands in the source: a template keeps its `${…}`. Null: not a literal. */
function titleOf(node: ts.Expression | undefined, source: ts.SourceFile): string | null {
  if (!node) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText(source).slice(1, -1) : null;
}

/** The titles of one file's tests, read from its syntax tree, as `describe > title`. */
export function titlesIn(file: string, text: string): TestTitle[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: TestTitle[] = [];
  const visit = (node: ts.Node, path: string[], skipped: boolean): void => {
    if (!ts.isCallExpression(node)) return ts.forEachChild(node, (child) => visit(child, path, skipped));
    const [root, ...more] = chainOf(node.expression);
    const title = titleOf(node.arguments[0], source);
    const out = skipped || more.some((name) => SKIPS.has(name));
    if (root === 'describe' && title !== null) {
      return node.arguments.forEach((part) => visit(part, [...path, title], out));
    }
    if (root && TESTS.has(root) && title !== null)
      found.push({ file, title: [...path, title].join(' > '), skipped: out });
    ts.forEachChild(node, (child) => visit(child, path, skipped));
  };
  visit(source, [], false);
  return found;
}

/** Every title under these folders of `test/`. Helpers that declare tests count too, for a file may call them. */
export function allTitles(root: string, folders: readonly string[]): TestTitle[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => titlesIn(join(folder, name), readFileSync(join(root, folder, name), 'utf8'))),
  );
}
