// The peers, each as its own documentation puts it on a page.

const NOBODY = { enabled: true, online: false, settings: { displayOfflineForm: true }, theme: {}, messages: {}, triggers: [], departments: [], resources: {} };

// Where a package brings no script for a page, `bundle` names the one that a site's own build would
// be given; `folders` are the package's own files, by the path that they are served at.
// `form`: what stands for it, the field that the message goes into.
export const PEERS = [
  {
    package: 'feedbackfin',
    folders: { '': 'dist' },
    body: `<button data-feedbackfin-button style="position:fixed;right:16px;bottom:16px">Feedback</button>
<script>window.feedbackfin = { config: { url: 'messages', mode: 'form' } };</script>
<script src="index.umd.js" defer></script>`,
    launcher: '[data-feedbackfin-button]',
    // It begins with a choice, and shows the field for the message after that.
    form: '.feedbackfin__radio-label',
  },
  {
    package: '@sentry/browser',
    bundle: 'sentry.js',
    body: '<script src="bundle.js" defer></script>',
    launcher: '.widget__actor',
    form: 'textarea[name=message]',
  },
  {
    package: 'react-chat-widget',
    bundle: 'react_chat_widget.js',
    body: '<link rel="stylesheet" href="bundle.css"><div id="root"></div><script src="bundle.js" defer></script>',
    launcher: '.rcw-launcher',
    form: '.rcw-input',
  },
  {
    package: '@n8n/chat',
    folders: { '': 'dist' },
    body: `<link rel="stylesheet" href="style.css">
<script type="module">
  import { createChat } from './chat.bundle.es.js';
  createChat({ webhookUrl: new URL('webhook', location.href).href });
</script>`,
    launcher: '.chat-window-toggle',
    form: '.chat-window-wrapper textarea',
  },
  {
    package: '@rocket.chat/livechat',
    // Its frame's page asks for the files beside it in a folder.
    folders: { 'livechat/': 'build', '': 'build' },
    body: `<script>
  const server = location.href.replace(/\\/[^/]*$/, '');
  window.RocketChat = { _: [], url: \`\${server}/index.html?serverUrl=\${server}\` };
</script>
<script src="livechat/rocketchat-livechat.min.js" async></script>`,
    // A server with nobody at work.
    files: { 'api/v1/livechat/config': JSON.stringify({ config: NOBODY, success: true }) },
    launcher: 'button',
    form: 'textarea',
  },
];
