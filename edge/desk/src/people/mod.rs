//! The people of a site: signing in by a link or a passkey, and sessions.

mod device;
mod gone;
mod passkey;
mod presence;
mod session;
mod sign_in;

pub(crate) use self::gone::forget_gone;
pub use self::presence::{Mood, arrive, leave, mood, say_mood};
pub(crate) use self::presence::{Present, known, last_left, next_end, people_here};
pub(crate) use self::sign_in::{INVITATION_DAYS, ask_to_come};
pub use self::{
    passkey::{
        begin_passkey, begin_sign_in, passkeys, register_passkey, remove_passkey,
        sign_in_with_passkey,
    },
    session::{begin_session, end_other_sessions, end_session, sessions, who, who_has},
    sign_in::{LINK_MINUTES, ask_to_sign_in, redeem},
};

use shared::site::{Person, Role, Site};

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The id of the session.
    pub session: String,
    pub email: String,
    pub name: String,
    pub is_owner: bool,
    /// Keys of the queues that they see.
    pub queues: Vec<String>,
}

impl Signed {
    /// `person` of `site`, in the session with that id.
    #[must_use]
    pub fn new(site: &Site, person: &Person, session: &str) -> Self {
        let is_owner = person.role == Role::Owner;
        let sees = |key: &&String| is_owner || person.queues.contains(key);
        Self {
            session: session.to_owned(),
            email: person.email.clone(),
            name: person.name.clone(),
            is_owner,
            queues: site.queues.keys().filter(sees).cloned().collect(),
        }
    }

    /// Whether they see the queue of that key.
    #[must_use]
    pub fn sees(&self, queue: &str) -> bool {
        self.queues.iter().any(|key| key == queue)
    }
}

/// The person with this address; letters count the same in either case.
pub(crate) fn person<'a>(site: &'a Site, email: &str) -> Option<&'a Person> {
    let same = |person: &&Person| person.email.eq_ignore_ascii_case(email.trim());
    site.people.iter().find(same)
}

/// The name to show for an address; of somebody who has left, the address.
#[must_use]
pub fn name_of(site: &Site, email: &str) -> String {
    person(site, email).map_or_else(|| email.to_owned(), |person| person.name.clone())
}
