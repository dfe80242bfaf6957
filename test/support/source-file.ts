import { isNode, literalOf, type Node, nameOf, nodesOf } from './syntax.ts';

/** One place in a file that names another module. */
export interface Import {
  readonly from: string;
  /** Gone once the types are stripped, so it cannot load anything. */
  readonly typeOnly: boolean;
  /** What is imported by name; empty for `import '…'` and `import(…)`. */
  readonly names: readonly string[];
}

/** What the layer rules need to know of a source file. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Calls that read a clock or set a timer behind the back of `Clock`, as `Date.now() in line 3`. */
  readonly ownTime: readonly string[];
}

function importIn(node: Node): Import | null {
  const from = literalOf(node.source);
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      if (from === null) return null;
      const specifiers = (node.specifiers ?? []) as readonly Node[];
      const names = specifiers.map(({ imported, local }) => nameOf(imported ?? local) ?? '*');
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
      return { from, typeOnly, names };
    }
    case 'ImportExpression':
      return from === null ? null : { from, typeOnly: false, names: [] };
    case 'NewExpression': {
      // new Worker(new URL('./worker.ts', import.meta.url))
      const [first, base] = node.arguments as readonly unknown[];
      const url = nameOf(node.callee) === 'URL' && base !== undefined ? literalOf(first) : null;
      return url?.startsWith('.') ? { from: url, typeOnly: false, names: [] } : null;
    }
    default:
      return null;
  }
}

const TIMERS = ['setTimeout', 'setInterval'];

function ownTimeIn(node: Node): string | null {
  if (node.type === 'NewExpression') {
    const isNow = nameOf(node.callee) === 'Date' && (node.arguments as unknown[]).length === 0;
    return isNow ? 'new Date()' : null;
  }
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return null;
  const { callee } = node;
  const called = nameOf(callee);
  if (called !== null) return TIMERS.includes(called) ? `${called}()` : null;
  const [object, property] = [nameOf(callee.object), nameOf(callee.property) ?? ''];
  if (object === 'Date' && property === 'now') return 'Date.now()';
  return object === 'globalThis' && TIMERS.includes(property) ? `globalThis.${property}()` : null;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Parses TypeScript, so comments and texts that look like code count as neither. */
export function parseSource(path: string, text: string): SourceFile {
  const nodes = nodesOf(path, text);
  const ownTime = nodes.flatMap((node) => {
    const what = ownTimeIn(node);
    return what === null ? [] : [`${what} in line ${lineOf(text, node.start)}`];
  });
  return { path, imports: nodes.flatMap((node) => importIn(node) ?? []), ownTime };
}
