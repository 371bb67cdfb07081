//! Live events of the console, over sockets that hibernate.
//!
//! The log is the truth. Each socket carries its session and the last entry that it was told of, so
//! that whatever happens, a restart too, every entry is told once and in order.

use std::rc::Rc;

use desk::{
    Refusal,
    console::{entries_after, last_entry, queue_states},
    people::{Signed, arrive, who_has},
};
use shared::api::console::Live;
use worker::{Response, Result as WorkerResult, WebSocket, WebSocketPair, console_error};

use crate::{
    desk_object::Desk,
    routes::{Answer, Call},
};

/// Entries read at once.
const AT_ONCE: usize = 500;

/// `GET live?after={seq}`.
pub(crate) async fn begin(desk: &Rc<Desk>, call: &Call, by: &Signed) -> Answer {
    if !call.wants_socket {
        return Err(Refusal::BadParameter("upgrade"));
    }
    let after = match call.number("after")? {
        Some(after) => after,
        None => last_entry(&desk.sql)?,
    };
    arrive(&desk.sql, &by.email)?;
    desk.standings_changed();
    let accepted = accept(desk, by, after);
    // Whoever has come may be given what waits.
    desk.after_change().await?;
    Ok(accepted)
}

/// The addresses of all whose consoles are connected.
pub(crate) fn people_here(desk: &Desk) -> Vec<String> {
    let open = |socket: &WebSocket| socket.as_ref().ready_state() == OPEN;
    let sockets = desk.sockets().into_iter().filter(open);
    let sessions = sockets.filter_map(|socket| remembered(&socket).ok().flatten());
    let people = sessions.filter_map(|(session, _)| {
        let site = desk.site().ok()?;
        who_has(&desk.sql, &site, &session).ok()
    });
    people.map(|signed| signed.email).collect()
}

/// As `WebSocket.OPEN` is.
const OPEN: u16 = 1;

fn accept(desk: &Desk, by: &Signed, after: i64) -> WorkerResult<Response> {
    let pair = WebSocketPair::new()?;
    desk.accept_socket(&pair.server);
    remember(&pair.server, &by.session, after)?;
    catch_up(desk, &pair.server)?;
    Response::from_websocket(pair.client)
}

/// Tells all that are connected what is new.
pub(crate) fn tell(desk: &Desk) {
    for socket in desk.sockets() {
        if let Err(error) = catch_up(desk, &socket) {
            console_error!("live: {error}");
        }
    }
}

fn catch_up(desk: &Desk, socket: &WebSocket) -> WorkerResult<()> {
    let Some((session, mut after)) = remembered(socket)? else {
        return Ok(());
    };
    loop {
        let (told, last) = match news(desk, &session, after) {
            Ok(news) => news,
            Err(Refusal::NotSignedIn) => {
                say(socket, &Live::SignedOut)?;
                return socket.close(Some(4001), Some("signed out"));
            }
            Err(refusal) => return Err(desk::problem(&refusal).code.into()),
        };
        for event in &told {
            say(socket, event)?;
        }
        remember(socket, &session, last)?;
        if let Some(Live::Caught { .. }) = told.last() {
            return Ok(());
        }
        after = last;
    }
}

/// What came after `after`, and up to which entry that tells all. Ends with [`Live::Caught`] where
/// there is nothing more.
fn news(desk: &Desk, session: &str, after: i64) -> Result<(Vec<Live>, i64), Refusal> {
    let (site, now) = (desk.site()?, desk.now());
    let signed = who_has(&desk.sql, &site, session)?;
    let entries = entries_after(&desk.sql, &site, &signed, after, AT_ONCE)?;
    let reached = entries.last().map(|entry| entry.seq);
    let is_whole = entries.len() < AT_ONCE;
    let tell = |entry| Live::Entry { entry };
    let mut told: Vec<_> = entries.into_iter().map(tell).collect();
    if let (false, Some(reached)) = (is_whole, reached) {
        return Ok((told, reached));
    }
    let last = last_entry(&desk.sql)?;
    let agents = |queue: &str| desk.agents(queue);
    let queues = queue_states(&desk.sql, &site, &signed, &agents, now)?;
    told.push(Live::Queues { queues });
    told.push(Live::Caught { last });
    Ok((told, last))
}

fn say(socket: &WebSocket, event: &Live) -> WorkerResult<()> {
    let text = serde_json::to_string(event).map_err(|e| worker::Error::from(e.to_string()))?;
    socket.send_with_str(text)
}

fn remember(socket: &WebSocket, session: &str, last: i64) -> WorkerResult<()> {
    socket.serialize_attachment(format!("{session} {last}"))
}

fn remembered(socket: &WebSocket) -> WorkerResult<Option<(String, i64)>> {
    let text = socket
        .deserialize_attachment::<String>()?
        .unwrap_or_default();
    let parts = text.split_once(' ');
    Ok(parts.and_then(|(session, last)| Some((session.to_owned(), last.parse().ok()?))))
}
