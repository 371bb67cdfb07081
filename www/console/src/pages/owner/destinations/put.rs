//! Changes destinations, at once.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::{
    api::settings::WebhookSecret,
    json::{Change, below},
};

use super::{Destinations, line::Line, secret::Shown};
use crate::{
    http::{self, Trouble},
    pages::owner::told::catch_up,
};

/// What the settings can be told without a secret.
pub enum Wish {
    AddEmail(String),
    MoveEmail {
        from: String,
        to: String,
    },
    /// The one with this address.
    Remove(String),
}

impl Wish {
    /// The change of the settings in force, whose list is `at`.
    fn change(&self, published: &Value, at: String) -> Change {
        let was = published.pointer(&at).cloned();
        let all = was.as_ref().and_then(Value::as_array);
        let mut all = all.cloned().unwrap_or_default();
        let is = |written: &Value, address: &str| {
            let line = Line::read(written);
            line.is_some_and(|line| line.address == address)
        };
        match self {
            Self::AddEmail(to) => all.push(email(to)),
            Self::Remove(address) => all.retain(|written| !is(written, address)),
            Self::MoveEmail { from, to } => {
                let place = all.iter().position(|written| is(written, from));
                if let Some(i) = place {
                    return Change {
                        at: format!("{at}/{i}"),
                        was: Some(all.swap_remove(i)),
                        becomes: Some(email(to)),
                    };
                }
            }
        }
        Change {
            at,
            was,
            becomes: Some(Value::Array(all)),
        }
    }
}

fn email(to: &str) -> Value {
    json!({ "kind": "email", "to": to })
}

impl Destinations {
    /// Puts `wish` in force.
    ///
    /// # Errors
    /// As the Worker says; where another owner was faster, theirs shows by then.
    pub async fn put(self, wish: &Wish) -> Result<(), Trouble> {
        let at = below(&below("/queues", &self.queue.get_value()), "forward");
        let change = untrack(|| {
            self.editor
                .with_published(|published| wish.change(published, at))
        });
        let result = self.editor.change_now(vec![change]).await;
        match &result {
            Ok(()) => self.look_again(),
            Err(trouble) => catch_up(self.editor, trouble).await,
        }
        result
    }

    /// Has the Worker make a secret for the webhook to `address`, and shows it.
    ///
    /// # Errors
    /// As the Worker says.
    pub async fn make(self, path: &str, address: &str, body: &Value) -> Result<(), Trouble> {
        let path = self.path(path);
        let made = http::send::<_, WebhookSecret>("POST", &path, body).await?;
        self.editor.take(made.settings);
        self.secret.set(Some(Shown {
            address: address.to_owned(),
            secret: made.secret,
            overlap: made.overlap_until,
        }));
        self.look_again();
        Ok(())
    }

    /// Looks again, unless the page was left meanwhile.
    fn look_again(self) {
        if self.queue.try_get_value().is_some() {
            self.look();
        }
    }
}
