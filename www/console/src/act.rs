//! What agents do with a contact, each with its opposite.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;
use shared::api::console::{Content, Me};

use crate::{
    http::{self, Trouble},
    state::{Console, Toast},
};

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Take,
    /// To the person with this address; `None`: to nobody.
    Assign(Option<String>),
    Resolve,
    Reopen,
}

impl Act {
    async fn post(&self, id: &str) -> Result<Content, Trouble> {
        let path = |verb: &str| format!("contacts/{}/{verb}", http::segment(id));
        match self {
            Self::Take => http::send("POST", &path("take"), &()).await,
            Self::Assign(to) => http::send("POST", &path("assign"), &json!({ "to": to })).await,
            Self::Resolve => http::send("POST", &path("resolve"), &()).await,
            Self::Reopen => http::send("POST", &path("reopen"), &()).await,
        }
    }

    /// What is said when it is done.
    fn said(&self, me: &Me) -> String {
        match self {
            Self::Take => "It is yours.".to_owned(),
            Self::Assign(None) => "Put back for everybody.".to_owned(),
            Self::Assign(Some(to)) => {
                let person = me.people.iter().find(|person| person.email == *to);
                format!("Assigned to {}.", person.map_or(to, |person| &person.name))
            }
            Self::Resolve => "Resolved.".to_owned(),
            Self::Reopen => "Reopened.".to_owned(),
        }
    }

    /// What brings a contact back that was assigned to `had`.
    pub fn opposite(&self, had: Option<String>) -> Self {
        match self {
            Self::Take | Self::Assign(_) => Self::Assign(had),
            Self::Resolve => Self::Reopen,
            Self::Reopen => Self::Resolve,
        }
    }

    /// The contact as it will stand, before the Worker has said so.
    pub fn foresee(&self, content: &mut Content, me: &Me) {
        let mut assign = |email: Option<&str>| {
            let person = me
                .people
                .iter()
                .find(|person| Some(person.email.as_str()) == email);
            content.assigned_to = email.map(str::to_owned);
            content.assigned_name = person.map(|person| person.name.clone());
        };
        let status = match self {
            Self::Take => {
                assign(Some(me.email.as_str()));
                "assigned"
            }
            Self::Assign(to) => {
                assign(to.as_deref());
                if to.is_some() { "assigned" } else { "open" }
            }
            Self::Resolve => "resolved",
            Self::Reopen if content.assigned_to.is_some() => "assigned",
            Self::Reopen => "open",
        };
        content.status = status.to_owned();
    }
}

/// Does `act`, says so, and offers `undo`. `done` is told what came of it; also of the undoing.
pub fn perform<F>(console: Console, id: String, act: Act, undo: Option<Act>, done: F)
where
    F: Fn(Result<Content, Trouble>) + Clone + Send + Sync + 'static,
{
    spawn_local(async move {
        let result = act.post(&id).await;
        if result.is_ok() {
            let said = console.me.with_untracked(|me| act.said(me));
            let mut toast = Toast::new(said);
            if let Some(undo) = undo {
                let done = done.clone();
                let again = move || perform(console, id.clone(), undo.clone(), None, done.clone());
                toast = toast.with("Undo", again);
            }
            console.toast.set(Some(toast));
        }
        done(result);
    });
}
