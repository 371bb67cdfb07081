// The live chats of other makers: while the queue is open theirs takes over, and gives way again.
//
// Only calls that their makers document for browsers; none of their globals is ever made here, as
// their own scripts look whether it is there. Sources: docs/handover.md.

const LOOK = 250;
// So long ours stays away for a chat that has not come yet, and so long it is looked for at all.
const PATIENCE = 1e4;
const GIVE_UP = 6e4;

let chatwootReady = false;
addEventListener('chatwoot:ready', () => (chatwootReady = true));

const zendesk = (kind) => ({
  ready: () => typeof window.zE === 'function',
  show: () => window.zE(kind, 'show'),
  open: () => window.zE(kind, 'open'),
  hide: () => (window.zE(kind, 'close'), window.zE(kind, 'hide')),
});

const CHATS = {
  intercom: {
    ready: () => typeof window.Intercom === 'function',
    show: () => window.Intercom('update', { hide_default_launcher: false }),
    open: () => window.Intercom('show'),
    hide: () => (window.Intercom('hide'), window.Intercom('update', { hide_default_launcher: true })),
  },
  crisp: {
    ready: () => typeof window.$crisp?.push === 'function',
    show: () => window.$crisp.push(['do', 'chat:show']),
    open: () => window.$crisp.push(['do', 'chat:open']),
    hide: () => window.$crisp.push(['do', 'chat:hide']),
  },
  zendesk: zendesk('messenger'),
  zendesk_classic: zendesk('webWidget'),
  tawk: {
    ready: () => typeof window.Tawk_API?.hideWidget === 'function',
    show: () => window.Tawk_API.showWidget(),
    open: () => window.Tawk_API.maximize(),
    hide: () => window.Tawk_API.hideWidget(),
  },
  chatwoot: {
    ready: () => window.$chatwoot && (chatwootReady || window.$chatwoot.hasLoaded),
    show: () => window.$chatwoot.toggleBubbleVisibility('show'),
    open: () => window.$chatwoot.toggle('open'),
    hide: () => (window.$chatwoot.toggle('close'), window.$chatwoot.toggleBubbleVisibility('hide')),
  },
  hubspot: {
    ready: () => window.HubSpotConversations?.widget,
    show: () => window.HubSpotConversations.widget.load(),
    open: () => window.HubSpotConversations.widget.open(),
    hide: () => window.HubSpotConversations.widget.remove(),
  },
  livechat: {
    ready: () => typeof window.LiveChatWidget?.call === 'function',
    show: () => window.LiveChatWidget.call('minimize'),
    open: () => window.LiveChatWidget.call('maximize'),
    hide: () => window.LiveChatWidget.call('hide'),
  },
  // Its interface has no call for the launcher: the site starts it with `initialState: "hidden"`,
  // and ours opens it.
  ninchat: {
    ready: () => typeof window.Ninchat?.toggle === 'function',
    open: () => window.Ninchat.toggle(true),
    hide: () => window.Ninchat.toggle(false),
  },
};

// Lets the chat named by the queue's settings take over, or give way.
export function handOver(widget, name, open) {
  const chat = CHATS[name];
  if (!chat) return;
  clearInterval(widget.looking);
  widget.chat = undefined;
  const keepAway = (away) => (widget.element.hidden = away && !widget.begun);
  // A chat without a launcher keeps ours.
  if (open) keepAway(Boolean(chat.show));
  const since = Date.now();
  const look = () => {
    if (chat.ready()) {
      clearInterval(widget.looking);
      if (!open) return chat.hide();
      widget.chat = chat;
      chat.show?.();
      return keepAway(Boolean(chat.show));
    }
    const waited = Date.now() - since;
    // Nobody is there: the message is taken all the same, for the next free person.
    if (open && waited > PATIENCE) keepAway(false);
    if (waited > GIVE_UP) clearInterval(widget.looking);
  };
  widget.looking = setInterval(look, LOOK);
  widget.signal.addEventListener('abort', () => clearInterval(widget.looking));
  look();
}
