import { Settings } from 'luxon';

const said = typeof location === 'undefined' ? null : new URLSearchParams(location.search);

/** Whose days count; main says the same. It names the zone where Chromium cannot know it. */
export const ZONE = said?.get('zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

// For all that is said in local time without naming a zone.
Settings.defaultZone = ZONE;
