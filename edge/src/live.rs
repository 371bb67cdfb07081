//! Live events of the console, over sockets that hibernate.
//!
//! The log is the truth. Each socket carries its session and the last entry that it was told of, so
//! that whatever happens, a restart too, every entry is told once and in order.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use desk::{
    Refusal,
    console::{entries_after, last_entry, queue_states},
    people::{Signed, arrive, who_has},
};
use shared::{
    api::console::{Live, QueueState},
    site::Site,
};
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
    let sessions = sockets.filter_map(|socket| Told::read(&socket).ok().flatten());
    let people = sessions.filter_map(|told| {
        let site = desk.site().ok()?;
        who_has(&desk.sql, &site, &told.session).ok()
    });
    people.map(|signed| signed.email).collect()
}

/// As `WebSocket.OPEN` is.
const OPEN: u16 = 1;

fn accept(desk: &Desk, by: &Signed, after: i64) -> WorkerResult<Response> {
    let pair = WebSocketPair::new()?;
    desk.accept_socket(&pair.server);
    let told = Told {
        session: by.session.clone(),
        last: after,
        queues: None,
    };
    told.remember(&pair.server)?;
    catch_up(desk, &pair.server, &mut News::default())?;
    Response::from_websocket(pair.client)
}

/// Tells all that are connected what is new.
pub(crate) fn tell(desk: &Desk) {
    let mut news = News::default();
    for socket in desk.sockets() {
        if let Err(error) = catch_up(desk, &socket, &mut news) {
            console_error!("live: {error}");
        }
    }
}

/// Tells one socket what is new; nothing, where nothing is.
fn catch_up(desk: &Desk, socket: &WebSocket, news: &mut News) -> WorkerResult<()> {
    let Some(mut told) = Told::read(socket)? else {
        return Ok(());
    };
    loop {
        let (events, now) = match news.after(desk, &told) {
            Ok(news) => news,
            Err(Refusal::NotSignedIn) => {
                say(socket, &Live::SignedOut)?;
                return socket.close(Some(4001), Some("signed out"));
            }
            Err(refusal) => return Err(desk::problem(&refusal).code.into()),
        };
        for event in &events {
            say(socket, event)?;
        }
        if now != told {
            now.remember(socket)?;
        }
        if matches!(events.last(), None | Some(Live::Caught { .. })) {
            return Ok(());
        }
        told = now;
    }
}

/// What is read once for all sockets.
#[derive(Default)]
struct News {
    /// The latest entry.
    last: Option<i64>,
    /// The queues of each person who is connected, with their digest, by address.
    queues: BTreeMap<String, (Vec<QueueState>, u64)>,
}

impl News {
    /// What came after what was told, and what then is told. Ends with [`Live::Caught`] where there
    /// is nothing more.
    fn after(&mut self, desk: &Desk, told: &Told) -> Result<(Vec<Live>, Told), Refusal> {
        let site = desk.site()?;
        let signed = who_has(&desk.sql, &site, &told.session)?;
        let last = self.last(desk)?;
        let mut now = told.clone();
        let mut events = Vec::new();
        if told.last < last {
            let entries = entries_after(&desk.sql, &site, &signed, told.last, AT_ONCE)?;
            let reached = entries.last().map(|entry| entry.seq);
            let is_whole = entries.len() < AT_ONCE;
            now.last = reached.filter(|_| !is_whole).unwrap_or(last);
            events.extend(entries.into_iter().map(|entry| Live::Entry { entry }));
            if !is_whole {
                return Ok((events, now));
            }
        }
        let (queues, digest) = self.queues(desk, &site, &signed)?;
        if told.queues != Some(*digest) {
            now.queues = Some(*digest);
            let queues = queues.clone();
            events.push(Live::Queues { queues });
        }
        if !events.is_empty() {
            events.push(Live::Caught { last: now.last });
        }
        Ok((events, now))
    }

    fn last(&mut self, desk: &Desk) -> Result<i64, Refusal> {
        if let Some(last) = self.last {
            return Ok(last);
        }
        let last = last_entry(&desk.sql)?;
        self.last = Some(last);
        Ok(last)
    }

    /// The queues as somebody sees them now.
    fn queues(
        &mut self,
        desk: &Desk,
        site: &Site,
        signed: &Signed,
    ) -> Result<&(Vec<QueueState>, u64), Refusal> {
        Ok(match self.queues.entry(signed.email.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let queues = queue_states(&desk.sql, site, signed, desk.now())?;
                let digest = digest(&queues);
                unknown.insert((queues, digest))
            }
        })
    }
}

/// Tells two states of queues apart.
fn digest(queues: &[QueueState]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for queue in queues {
        queue.hash(&mut hasher);
    }
    hasher.finish()
}

fn say(socket: &WebSocket, event: &Live) -> WorkerResult<()> {
    let text = serde_json::to_string(event).map_err(|e| worker::Error::from(e.to_string()))?;
    socket.send_with_str(text)
}

/// What a socket was told; it stays with the socket while the object sleeps.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    /// The id of the session.
    session: String,
    /// The last entry.
    last: i64,
    /// The digest of the queues; `None`: nothing of them.
    queues: Option<u64>,
}

impl Told {
    fn read(socket: &WebSocket) -> WorkerResult<Option<Self>> {
        let text = socket.deserialize_attachment::<String>()?;
        Ok(text.and_then(|text| Self::parse(&text)))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        Some(Self {
            session: parts.next()?.to_owned(),
            last: parts.next()?.parse().ok()?,
            queues: parts.next().and_then(|digest| digest.parse().ok()),
        })
    }

    fn remember(&self, socket: &WebSocket) -> WorkerResult<()> {
        let queues = self.queues.map(|digest| digest.to_string());
        let queues = queues.unwrap_or_default();
        socket.serialize_attachment(format!("{} {} {queues}", self.session, self.last))
    }
}
