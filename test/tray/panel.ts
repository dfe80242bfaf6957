import dbus, { Message, type MessageBus, Variant } from 'dbus-next';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const ITEM_PATH = '/StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
/** What Chromium answers to the number of an entry that it does not know. */
const NO_SUCH_ENTRY = 'org.freedesktop.DBus.Error.Failed';
const NOTIFICATIONS = 'org.freedesktop.Notifications';

/** One picture of an item: rows from the top, alpha, red, green, blue. */
export interface Pixmap {
  readonly width: number;
  readonly height: number;
  readonly argb: Buffer;
}

/** What an item says of itself. */
export interface Item {
  readonly icon: Pixmap;
  readonly tooltip: string;
  readonly menuPath: string;
}

export interface MenuRow {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  /** null: no checkbox. */
  readonly checked: boolean | null;
  readonly isSeparator: boolean;
}

/** The panel of a desktop, as an app with a tray icon sees it. */
export interface Panel {
  /** Unique names of those who registered an icon, in order. */
  readonly registered: readonly string[];
  /** Summaries of the notifications that were shown. */
  readonly notified: readonly string[];
  readonly item: () => Promise<Item>;
  readonly menu: () => Promise<readonly MenuRow[]>;
  /** false: the menu has no such entry any more. */
  readonly choose: (id: number) => Promise<boolean>;
  readonly activate: () => Promise<void>;
  /** How many messages the icon's owner has sent to say that something changed. */
  readonly changes: () => number;
  readonly stop: () => void;
}

const { Interface } = dbus.interface;

class Watcher extends Interface {
  readonly registered: string[] = [];
  readonly ProtocolVersion = 0;
  readonly IsStatusNotifierHostRegistered = true;

  get RegisteredStatusNotifierItems(): readonly string[] {
    return this.registered;
  }

  RegisterStatusNotifierItem(service: string): void {
    this.registered.push(service);
  }

  RegisterStatusNotifierHost(_service: string): void {}
}
Watcher.configureMembers({
  properties: {
    ProtocolVersion: { signature: 'i', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
  },
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
});

class Notifications extends Interface {
  readonly shown: string[] = [];

  GetServerInformation(): readonly string[] {
    return ['panel', 'test', '1', '1.2'];
  }

  GetCapabilities(): readonly string[] {
    return ['body', 'actions'];
  }

  Notify(_app: string, _id: number, _icon: string, summary: string): number {
    this.shown.push(summary);
    return this.shown.length;
  }

  CloseNotification(_id: number): void {}
}
Notifications.configureMembers({
  methods: {
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
});

type Properties = Readonly<Record<string, Variant>>;
type Layout = readonly [id: number, properties: Properties, children: readonly Variant<Layout>[]];

const rowOf = ([id, properties]: Layout): MenuRow => ({
  id,
  // An underscore marks the letter of a shortcut; two are one.
  label: String(properties.label?.value ?? '').replaceAll(/_(.)/g, '$1'),
  enabled: properties.enabled?.value !== false,
  checked:
    properties['toggle-type']?.value === undefined ? null : properties['toggle-state']?.value === 1,
  isSeparator: properties.type?.value === 'separator',
});

async function ask<T>(bus: MessageBus, to: string, call: Partial<Message>): Promise<T> {
  const answer = await bus.call(new Message({ destination: to, ...call } as never));
  return answer?.body as T;
}

async function itemOf(bus: MessageBus, owner: string): Promise<Item> {
  const [all] = await ask<readonly [Properties]>(bus, owner, {
    path: ITEM_PATH,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'GetAll',
    signature: 's',
    body: [ITEM],
  });
  const property = <T>(name: string): T => all[name]?.value as T;
  const [[width, height, argb]] = property<[[number, number, Buffer]]>('IconPixmap');
  const tooltip = property<readonly [string, unknown, string, string]>('ToolTip');
  return {
    icon: { width, height, argb },
    tooltip: tooltip[2],
    menuPath: property<string>('Menu'),
  };
}

/** Puts a panel on a session bus; an app that starts afterwards finds it. */
export async function startPanel(address: string): Promise<Panel> {
  const bus = dbus.sessionBus({ busAddress: address });
  const watcher = new Watcher(WATCHER);
  const notifications = new Notifications(NOTIFICATIONS);
  bus.export(WATCHER_PATH, watcher);
  bus.export('/org/freedesktop/Notifications', notifications);
  await bus.requestName(NOTIFICATIONS, 0);
  await bus.requestName(WATCHER, 0);
  let changes = 0;
  await ask(bus, 'org.freedesktop.DBus', {
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'AddMatch',
    signature: 's',
    body: [`type='signal',path='${ITEM_PATH}'`],
  });
  bus.on('message', (message: Message) => {
    if (message.path === ITEM_PATH) changes += 1;
  });
  const owner = (): string => {
    const newest = watcher.registered.at(-1);
    if (newest === undefined) throw new Error('Nobody registered an icon');
    return newest;
  };
  const menu = async (): Promise<readonly MenuRow[]> => {
    const { menuPath } = await itemOf(bus, owner());
    const [, [, , rows]] = await ask<readonly [number, Layout]>(bus, owner(), {
      path: menuPath,
      interface: MENU,
      member: 'GetLayout',
      signature: 'iias',
      body: [0, -1, []],
    });
    return rows.map(({ value }) => rowOf(value));
  };
  return {
    registered: watcher.registered,
    notified: notifications.shown,
    item: () => itemOf(bus, owner()),
    menu,
    async choose(id) {
      const { menuPath } = await itemOf(bus, owner());
      const body = [id, 'clicked', new Variant('i', 0), 0];
      const event = { path: menuPath, interface: MENU, member: 'Event', signature: 'isvu', body };
      return ask(bus, owner(), event).then(
        () => true,
        // Nobody answers after 'Quit'.
        ({ type }: { readonly type: string }) => type !== NO_SUCH_ENTRY,
      );
    },
    async activate() {
      await ask(bus, owner(), {
        path: ITEM_PATH,
        interface: ITEM,
        member: 'Activate',
        signature: 'ii',
        body: [0, 0],
      });
    },
    changes: () => changes,
    stop: () => bus.disconnect(),
  };
}
