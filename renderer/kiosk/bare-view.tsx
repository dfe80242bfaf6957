import { useDocument } from '../shell/use-document.ts';
import { useReady } from '../shell/use-ready.ts';
import type { BareViewEntry } from '../shell/views.ts';

/** A view that fills its window, with nothing around it. */
export function BareView({ name, content: Content }: BareViewEntry) {
  useDocument(name);
  useReady(name);
  return <Content />;
}
