//! The line on which the Worker tells what happens: one WebSocket, opened again whenever it is
//! lost, from where it broke off.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use js_sys::{Date, Math};
use leptos::{ev, prelude::*, task::spawn_local};
use shared::api::console::{Live, LogEntry, Me};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, MessageEvent, WebSocket};

use crate::{http, notify, route, state::Console};

/// The shortest and the longest wait before another try, in ms.
const WAIT: (f64, f64) = (500.0, 8_000.0);
/// After so long without a look at the clock the machine has slept, in ms; a hidden page looks once
/// a minute.
const SLEPT: f64 = 120_000.0;
const LOOK: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Line {
    socket: RefCell<Option<WebSocket>>,
    /// Which try this is: what an older socket says does not count.
    turn: Cell<u32>,
    /// Tries since anything was heard.
    tries: Cell<i32>,
    looked_at: Cell<f64>,
}

thread_local! {
    static LINE: Line = Line::default();
}

/// Listens until the document is left.
pub fn start(console: Console) {
    connect(console);
    LINE.with(|line| line.looked_at.set(Date::now()));
    set_interval(move || look(console), LOOK);
    window_event_listener(ev::online, move |_| connect(console));
    window_event_listener(ev::visibilitychange, move |_| {
        let is_open = console.online.get_untracked();
        if !document().hidden() && !is_open {
            connect(console);
        }
        look(console);
    });
}

/// A line that was open when the machine fell asleep may be dead without knowing it.
fn look(console: Console) {
    let now = Date::now();
    let before = LINE.with(|line| line.looked_at.replace(now));
    if now - before > SLEPT {
        connect(console);
    }
}

fn connect(console: Console) {
    let turn = LINE.with(|line| {
        line.turn.set(line.turn.get().wrapping_add(1));
        if let Some(socket) = line.socket.take() {
            // What is closed already need not be.
            let _ = socket.close();
        }
        line.turn.get()
    });
    let after = console.me.with_untracked(|me| me.last);
    let Ok(socket) = WebSocket::new(&address(after)) else {
        return later(console, turn);
    };
    socket.set_onopen(Some(
        on(turn, move |_| console.online.set(true)).unchecked_ref(),
    ));
    socket.set_onmessage(Some(
        on(turn, move |event| hear(console, event)).unchecked_ref(),
    ));
    socket.set_onclose(Some(on(turn, move |_| lose(console, turn)).unchecked_ref()));
    LINE.with(|line| line.socket.replace(Some(socket)));
}

/// A listener that is deaf once another try has begun.
fn on(turn: u32, act: impl Fn(Event) + 'static) -> JsValue {
    let act = move |event: Event| {
        if LINE.with(|line| line.turn.get()) == turn {
            act(event);
        }
    };
    Closure::<dyn FnMut(Event)>::new(act).into_js_value()
}

fn address(after: i64) -> String {
    let origin = location().origin().unwrap_or_default();
    let origin = origin.replacen("http", "ws", 1);
    format!("{origin}{}", http::address(&format!("live?after={after}")))
}

fn hear(console: Console, event: Event) {
    LINE.with(|line| line.tries.set(0));
    let event: MessageEvent = event.unchecked_into();
    let text = event.data().as_string().unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(Live::Entry { entry }) => tell(console, entry),
        Ok(Live::Queues { queues }) => console.stand(queues),
        Ok(Live::Caught { last }) => {
            advance(console, last);
        }
        Ok(Live::SignedOut) => route::sign_in_anew(),
        // A newer Worker says more than this page knows.
        Err(_) => {}
    }
}

fn tell(console: Console, entry: LogEntry) {
    if advance(console, entry.seq) {
        notify::consider(console, &entry);
        console.fresh.set(Some(entry));
    }
}

/// Whether `seq` is news. Nothing shows `last`: nobody needs to be told.
fn advance(console: Console, seq: i64) -> bool {
    console.me.update_untracked(|me| {
        let is_news = seq > me.last;
        me.last = me.last.max(seq);
        is_news
    })
}

fn lose(console: Console, turn: u32) {
    // A refused handshake does not say why; whoever is signed out is told so by a plain request.
    if !console.online.get_untracked() {
        refresh(console);
    }
    console.online.set(false);
    later(console, turn);
}

fn refresh(console: Console) {
    spawn_local(async move {
        if let Ok(me) = http::get::<Me>("me").await {
            let last = console.me.with_untracked(|me| me.last);
            console.me.set(Me { last, ..me });
        }
    });
}

fn later(console: Console, turn: u32) {
    let tries = LINE.with(|line| line.tries.replace(line.tries.get().saturating_add(1)));
    let (shortest, longest) = WAIT;
    let wait = (shortest * 2_f64.powi(tries.min(10))).min(longest);
    // Many consoles lose a Worker at once; they do not come back at once.
    let wait = wait * (0.8 + 0.4 * Math::random());
    let again = move || {
        if LINE.with(|line| line.turn.get()) == turn {
            connect(console);
        }
    };
    set_timeout(again, Duration::from_millis(wait as u64));
}
