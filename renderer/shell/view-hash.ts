import type { Texts } from '../../app/text/texts.ts';

export type ViewName = keyof Texts['shell']['views'];

/** The hash of the URL that shows a view. */
export const viewHash = (name: ViewName): string => `#/${name}`;
