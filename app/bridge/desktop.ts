/** A display that the wall view can be shown on. */
export interface DisplayChoice {
  /** What the setting `kioskDisplay` keeps. */
  readonly key: string;
  /** What the display calls itself; empty where it does not. */
  readonly name: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly isPrimary: boolean;
}

/** Software by others that is built into the app. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; null: the package states none. */
  readonly licence: string | null;
  /** The whole text; null: the package ships none. */
  readonly text: string | null;
}

/** What the window about the app tells. */
export interface About {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly packages: readonly PackageLicence[];
}
