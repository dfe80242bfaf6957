import type { SourceTree } from './source-tree.ts';
import { type Node, nodesOf } from './syntax.ts';

/** A template such as `faults:framing.${framing}`: what stands between the holes. */
type Template = readonly string[];

/** Texts that a source names, in quotes or in part. */
export interface Spelled {
  readonly literals: ReadonlySet<string>;
  readonly templates: readonly Template[];
}

const partsOf = (node: Node): Template =>
  (node.quasis as readonly { readonly value: { readonly cooked: string } }[]).map(
    ({ value }) => value.cooked,
  );

/** Names of properties count as well: they are what `Object.keys` gives. */
const keyOf = (node: Node): string => String((node.key as { readonly name?: string }).name ?? '');

/** Everything that is spelled out in a tree of sources. */
export function spelledIn(tree: SourceTree): Spelled {
  const literals = new Set<string>();
  const templates: Template[] = [];
  for (const [path, text] of tree) {
    for (const node of nodesOf(path, text)) {
      if (node.type === 'Literal' && typeof node.value === 'string') literals.add(node.value);
      if (node.type === 'Property') literals.add(keyOf(node));
      if (node.type === 'TemplateLiteral') templates.push(partsOf(node));
    }
  }
  return { literals, templates };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a template gives `key` with texts in its holes that are spelled out somewhere. */
function gives(template: Template, key: string, literals: ReadonlySet<string>): boolean {
  // A template that begins with its hole could be anything.
  if (!template[0]) return false;
  const match = new RegExp(`^${template.map(escaped).join('(.+)')}$`).exec(key);
  return match?.slice(1).every((hole) => literals.has(hole)) ?? false;
}

function isNamed(key: string, { literals, templates }: Spelled): boolean {
  return literals.has(key) || templates.some((template) => gives(template, key, literals));
}

/** @param key `namespace:path`. Texts of `common` may be named without their namespace. */
export function isUsed(key: string, spelled: Spelled): boolean {
  const plain = key.replace(/_(one|other)$/, '');
  const [, group = '', last = ''] = /^(.+)\.([^.]+)$/.exec(plain) ?? [];
  return (
    isNamed(plain, spelled) ||
    isNamed(plain.replace(/^common:/, ''), spelled) ||
    // A group may be asked for as a whole and then picked from.
    (spelled.literals.has(last) && isNamed(group, spelled))
  );
}
