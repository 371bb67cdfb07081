//! What the console of agents and owners asks, and is told. All of it lies below
//! `/v1/sites/{site}/console`, behind a session; `docs/console.md` has the routes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `GET me`: who is signed in, and all that the console begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Me {
    pub site: String,
    pub site_name: String,
    pub email: String,
    pub name: String,
    /// `owner`: sees every queue, erases, exports, opens and closes by hand. `agent`: sees the queues
    /// they belong to.
    pub role: String,
    /// `available`, `busy` or `away`, as they say of themselves.
    pub mood: String,
    /// The id of this session.
    pub session: String,
    pub notices: Notices,
    pub queues: Vec<QueueState>,
    /// Everybody whom a contact of these queues may be assigned to.
    pub people: Vec<Colleague>,
    /// The latest entry of the log: live events go on after it.
    pub last: i64,
    /// The public key of Web Push (base64url), where it is set up.
    pub push_key: Option<String>,
}

/// Somebody whom contacts can be assigned to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub email: String,
    pub name: String,
    /// Keys of the queues they belong to.
    pub queues: Vec<String>,
}

/// A queue as the sidebar shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct QueueState {
    pub key: String,
    pub name: String,
    /// `open` or `closed`.
    pub state: String,
    /// The rule that decided, for people.
    pub reason: String,
    /// RFC 3339.
    pub next_change: Option<String>,
    pub by_hand: Option<ByHand>,
    /// Contacts in `open` or `queued`.
    pub waiting: u32,
    /// Contacts assigned to the one who asks.
    pub mine: u32,
}

/// Opened or closed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ByHand {
    /// `open` or `closed`.
    pub state: String,
    /// RFC 3339; `None`: until further notice.
    pub until: Option<String>,
    /// Who did it, by name.
    #[serde(default)]
    pub by: String,
}

/// An entry of the activity log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Rises with every entry of the site.
    pub seq: i64,
    /// RFC 3339, UTC.
    pub at: String,
    pub queue: String,
    /// `registered`, `missed`, `assigned`, `taken`, `released`, `resolved`, `reopened`, `stranded`,
    /// `commented`, `detail_added`, `withdrawn`, `erased`, `delivery_failed`, `replayed`; of the queue
    /// itself `opened`, `closed`, `back_to_schedule`, `retention`; of the site, in its queue `default`,
    /// `settings_saved`; of auto-assignment, in each queue that is concerned, `assignment_paused`,
    /// `assignment_resumed`, `round_undone`.
    pub kind: String,
    /// The contact's id.
    pub contact: Option<String>,
    /// The contact's receipt number, and its status now.
    pub receipt: Option<String>,
    pub status: Option<String>,
    /// Who did it, by name; `None`: the visitor, or Afterhours itself.
    pub by: Option<String>,
    /// More, by kind: `reason` (missed, opened, closed, released), `to` (assigned, by name), `from`
    /// (released by Afterhours or with a round, by name), `count` (round_undone: how many of this queue),
    /// `since` (assignment_paused, RFC 3339: the queue began to hand out during the pause).
    pub detail: BTreeMap<String, String>,
}

/// `GET log`: the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogPage {
    pub entries: Vec<LogEntry>,
    /// Pass it as `before` for older ones; `None`: there are none.
    pub older: Option<i64>,
}

/// `GET contacts/{id}`: *View content*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub id: String,
    pub receipt: String,
    pub queue: String,
    /// `open`, `queued`, `assigned`, `resolved` or `missed`.
    pub status: String,
    /// Such as `limit_reached`; `None` where it was not missed.
    pub missed_reason: Option<String>,
    /// The email and the name of the one whom it is assigned to.
    pub assigned_to: Option<String>,
    pub assigned_name: Option<String>,
    /// The view that was answered: `form`, `lightbot` or `online`.
    pub view: String,
    /// The language that was shown, a BCP 47 tag.
    pub lang: String,
    /// The address of the page on which it was written.
    pub page: Option<String>,
    /// RFC 3339, UTC.
    pub at: String,
    /// What the visitor's own clock said, such as `2026-11-21 16:04 (Stockholm)`.
    pub local_at: Option<String>,
    /// What was promised (RFC 3339, UTC).
    pub reply_by: Option<String>,
    pub tags: Vec<String>,
    /// Each question with its answer, in the order in which they were asked.
    pub asked: Vec<Asked>,
    /// What the visitor added later.
    pub details: Vec<Said>,
    /// What was consented to, word for word, and in which version.
    pub consents: Vec<Asked>,
    pub withdrawn: bool,
    pub erased: bool,
    /// The newest first: the first shows, the others are its history.
    pub comments: Vec<Said>,
    pub deliveries: Vec<DeliveryLine>,
    /// Who has opened it, the newest first.
    pub viewed: Vec<Said>,
}

/// A question, in the words in which it was asked, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub question: String,
    pub answer: String,
}

/// Words, or an act, of somebody at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// RFC 3339, UTC.
    pub at: String,
    /// By name; blank for the visitor.
    pub by: String,
    pub text: String,
}

/// One delivery of a contact, as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryLine {
    pub id: String,
    /// `webhook` or `email`, and where to: the host (for owners, in the ledger, with the path), or the
    /// address.
    pub kind: String,
    pub destination: String,
    pub event: String,
    /// `pending`, `delivered`, `failed`, `cancelled`.
    pub status: String,
    /// RFC 3339; `None`: no further attempt.
    pub next_at: Option<String>,
    /// What came of each attempt, the oldest first.
    pub attempts: Vec<Said>,
}

/// What a person wants to be told of, and how. All of it is off until they turn it on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notices {
    /// Keys of the queues whose registered contacts are told of.
    pub queues: Vec<String>,
    /// The name of a sound; blank: none.
    pub sound: String,
    pub desktop: bool,
    pub email: bool,
    /// Also when the person is not idle: is using the console right now.
    pub when_active: bool,
    /// A desktop notice stays until it is clicked.
    pub keep: bool,
}

/// A session of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    pub id: String,
    /// Browser and system, as far as they say.
    pub device: String,
    /// When it began, and when it was last used, to the minute (RFC 3339).
    pub created_at: String,
    pub seen_at: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `POST passkeys/begin`: what a browser makes a passkey with. Whatever is bytes is base64url.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyBegun {
    pub challenge: String,
    pub user: PasskeyUser,
    pub rp_id: String,
    /// Ids of the passkeys that they have already.
    pub exclude: Vec<String>,
}

/// For whom a passkey is made: what an authenticator keeps of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasskeyUser {
    /// Says nothing of the person, and is another one at each site.
    pub id: String,
    pub name: String,
    pub display_name: String,
}

/// `POST passkeys`: what the browser has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPasskey {
    /// The public key, as SPKI.
    pub key: String,
    pub client_data: String,
    pub authenticator_data: String,
}

/// A passkey of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyLine {
    pub id: String,
    /// Browser and system with which it was made, as far as they say.
    pub device: String,
    /// When it was added, and when it last signed somebody in (RFC 3339).
    pub created_at: String,
    pub used_at: Option<String>,
}

/// `POST sign-in/passkey/begin`: what a passkey is to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyAsked {
    pub challenge: String,
    pub rp_id: String,
}

/// `POST sign-in/passkey`: what a passkey has signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyAnswer {
    pub id: String,
    pub client_data: String,
    pub authenticator_data: String,
    pub signature: String,
}

/// `GET search`: the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub contacts: Vec<FoundContact>,
    /// Pass it as `before` for older ones.
    pub older: Option<i64>,
}

/// A contact that fits a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundContact {
    /// Rises with every contact of the site.
    pub seq: i64,
    pub id: String,
    pub receipt: String,
    pub queue: String,
    pub status: String,
    /// RFC 3339, UTC.
    pub at: String,
    pub assigned_name: Option<String>,
    /// What was found, a few words around it.
    pub excerpt: String,
}

/// `GET statistics`. All but `resolved` is of the contacts that came in during the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    /// One per hour, day or month of the period, in the zone asked for; also the empty ones.
    pub spans: Vec<Span>,
    /// Came in, and were not missed.
    pub registered: u32,
    /// Resolved during the period, whenever they came in.
    pub resolved: u32,
    /// By reason.
    pub missed: BTreeMap<String, u32>,
    /// Seconds from registering to the first take or assignment: the median and the 90th
    /// percentile; `None`: none was taken.
    pub first_taken_median: Option<i64>,
    pub first_taken_p90: Option<i64>,
    /// Promises of a reply whose time has passed: how many were kept, of how many.
    pub promises: (u32, u32),
    pub by_queue: Vec<Count>,
    pub by_agent: Vec<Count>,
}

/// What came in during one hour, day or month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Local time of its beginning: `2026-11-21`, `2026-11-21T14:00`, `2026-11`.
    pub label: String,
    pub registered: u32,
    pub missed: u32,
    pub resolved: u32,
}

/// A name and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub name: String,
    pub count: u32,
}

/// `GET answers`: *Questionnaire answers*, per question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// How many were looked at.
    pub contacts: u32,
    pub questions: Vec<QuestionAnswers>,
    /// Per step of the Lightbot: its name, how many contacts came to it.
    pub steps: Vec<Count>,
}

/// What was answered to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionAnswers {
    /// The element's name.
    pub name: String,
    /// Its label in the site's main language, or the name.
    pub question: String,
    /// How many contacts have an answer to it.
    pub answered: u32,
    /// Of choices: how many chose each. Blank for free text.
    pub counts: Vec<Count>,
    /// Of free text: the latest 20 answers.
    pub texts: Vec<String>,
}

/// `GET assignments?all=1`, for owners: what auto-assignment does, and would do. `all`: as if all agents
/// were there and available, and all queues open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignments {
    /// Who paused it, and when; `None`: it runs.
    pub paused: Option<Said>,
    /// Contacts that wait in queues which hand out by themselves.
    pub waiting: u32,
    /// How many more the agents who are asked about can have.
    pub room: u32,
    /// What would be given now, in order; at most 200.
    pub planned: Vec<Planned>,
    /// What was given during the last 24 hours, the newest first; at most 200.
    pub rounds: Vec<Round>,
}

/// A contact, and to whom it would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    pub contact: String,
    pub receipt: String,
    pub queue: String,
    /// When it came: RFC 3339.
    pub at: String,
    /// The email and the name of the one to whom.
    pub to: String,
    pub name: String,
}

/// What was given out at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub id: i64,
    /// RFC 3339.
    pub at: String,
    pub given: u32,
    /// How many of these nobody has touched since: `POST assignments/{id}/undo` puts them back.
    pub undoable: u32,
}

/// What the server says over the socket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Live {
    /// New in the log of one's queues; each exactly once, in order of `seq`.
    Entry { entry: LogEntry },
    /// The queues as they stand now.
    Queues { queues: Vec<QueueState> },
    /// Everything up to this `seq` has been told.
    Caught { last: i64 },
    /// The session has ended: sign in again.
    SignedOut,
}
