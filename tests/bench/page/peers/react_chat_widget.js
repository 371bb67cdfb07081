import { createElement } from 'react';
import { render } from 'react-dom';
import { Widget } from 'react-chat-widget';
import 'react-chat-widget/lib/styles.css';

render(createElement(Widget, { handleNewUserMessage() {} }), document.getElementById('root'));
