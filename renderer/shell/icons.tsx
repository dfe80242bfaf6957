import type { ReactNode } from 'react';

/** Drawn on a 24 px grid in the colour of the text; the words beside them carry the meaning. */
function Icon(props: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <svg
      className={props.className ?? 'icon'}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {props.children}
    </svg>
  );
}

export const LiveIcon = () => (
  <Icon>
    <path d="M3 12h4l3-8 4 16 3-8h4" />
  </Icon>
);

export const HistoryIcon = () => (
  <Icon>
    <path d="M4 4v16h16M8 15l4-5 3 3 5-7" />
  </Icon>
);

export const DiagnosticsIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.5L21 21M8 10.5l2 2 3-4" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M6 17v-6a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
    <circle cx="16" cy="7" r="2.5" />
    <circle cx="8" cy="17" r="2.5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const HeatPumpIcon = () => (
  <Icon>
    <rect x="3" y="4" width="18" height="15" rx="2" />
    <circle cx="10" cy="11.5" r="4.5" />
    <path d="M10 11.5V7M10 11.5l3.9 2.2M10 11.5l-3.9 2.2M18 8v7M7 19v2M17 19v2" />
  </Icon>
);

/** Points to where a button leads. */
export const ChevronIcon = (props: { readonly direction: 'left' | 'right' }) => (
  <Icon>
    <path d={props.direction === 'left' ? 'M15 5l-7 7 7 7' : 'M9 5l7 7-7 7'} />
  </Icon>
);
