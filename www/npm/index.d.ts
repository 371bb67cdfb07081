/** What the tag says. All but `host` and `site` have good defaults. */
export interface Options {
  /** The origin of the installation, such as `https://chat.acme.example`. */
  host: string;
  /** The site's key. */
  site: string;
  /** The queue's key; `default` without a word. */
  queue?: string;
  /** A BCP 47 tag; the language of the page without a word. */
  lang?: string;
  theme?: Theme;
  /** The lower corner, by the direction of the visitor's language. */
  position?: 'end' | 'start';
  /** Whether the panel opens with the page. */
  open?: boolean;
  /** A CSS selector: the widget stands inline there, without a launcher. */
  target?: string;
  /** For a Content Security Policy with nonces. */
  nonce?: string;
}

export type Theme = 'auto' | 'light' | 'dark';

/** What a widget tells. No event carries what the visitor typed. */
export interface Events {
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  status: Status;
  /** The queue is open: `preventDefault()` keeps the widget away for a chat of your own. */
  online: Record<string, never>;
  submitted: { receipt: string };
  error: { code: string };
}

export interface Status {
  state: 'open' | 'closed';
  view: 'message' | 'form' | 'lightbot' | 'hidden' | 'online';
  /** RFC 3339; `null`: no change is known. */
  nextChange: string | null;
}

/** The members of `detail` also stand on the event itself. */
export type WidgetEvent<Name extends keyof Events> = CustomEvent<Events[Name]> & Events[Name];

/**
 * Puts the tag on the page, once for each queue. Resolves when the widget is ready; rejects where its
 * script cannot be loaded, or where site, queue or page are not admitted.
 */
export function load(options: Options): Promise<void>;

/** Commands, for all widgets of the page. They may come before the widget does. */
export function afterhours(command: 'open' | 'close' | 'toggle' | 'destroy'): void;
/** Fills in what is known of the visitor. */
export function afterhours(command: 'identify', answers: Record<string, string>): void;
export function afterhours(command: 'set', options: { lang?: string; theme?: Theme }): void;
export function afterhours<Name extends keyof Events>(
  command: 'on' | 'off',
  event: Name,
  listener: (event: WidgetEvent<Name>) => void,
): void;

declare global {
  interface Window {
    afterhours?: typeof afterhours;
  }
  interface WindowEventMap {
    'afterhours:ready': WidgetEvent<'ready'>;
    'afterhours:open': WidgetEvent<'open'>;
    'afterhours:close': WidgetEvent<'close'>;
    'afterhours:status': WidgetEvent<'status'>;
    'afterhours:online': WidgetEvent<'online'>;
    'afterhours:submitted': WidgetEvent<'submitted'>;
    'afterhours:error': WidgetEvent<'error'>;
  }
}
