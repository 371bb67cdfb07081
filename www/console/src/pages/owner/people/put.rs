//! Changes people, at once.

use leptos::prelude::*;
use serde_json::Value;
use shared::{api::console::Me, json::Change};

use super::{People, line::Line};
use crate::{
    http::{self, Trouble},
    pages::owner::told::catch_up,
    route::{self, Route},
};

const AT: &str = "/people";

/// What shall become of a person.
pub enum Wish {
    Add(Line),
    Change(Line),
    /// The one with this address.
    Remove(String),
}

impl Wish {
    /// The change of the settings in force. Who comes and who goes changes the list as a whole, since
    /// everybody behind them moves.
    fn change(&self, published: &Value) -> Change {
        let was = published.pointer(AT).cloned();
        let all = was.as_ref().and_then(Value::as_array);
        let mut all = all.cloned().unwrap_or_default();
        let is = |written: &Value, email: &str| {
            let line = Line::read(written);
            line.is_some_and(|line| line.is(email))
        };
        match self {
            Self::Add(line) => all.push(line.write()),
            Self::Remove(email) => all.retain(|written| !is(written, email)),
            Self::Change(line) => {
                let place = all.iter().position(|written| is(written, &line.email));
                if let Some(i) = place {
                    return Change {
                        at: format!("{AT}/{i}"),
                        was: Some(all.swap_remove(i)),
                        becomes: Some(line.write()),
                    };
                }
            }
        }
        Change {
            at: AT.to_owned(),
            was,
            becomes: Some(Value::Array(all)),
        }
    }
}

impl People {
    /// Puts `wish` in force, and shows the people as they stand then.
    ///
    /// # Errors
    /// As the Worker says; where another owner was faster, theirs shows by then.
    pub async fn put(self, wish: &Wish) -> Result<(), Trouble> {
        let change = untrack(|| {
            self.editor
                .with_published(|published| wish.change(published))
        });
        let result = self.editor.change_now(vec![change]).await;
        match &result {
            Ok(()) => self.look_again().await,
            Err(trouble) => catch_up(self.editor, trouble).await,
        }
        result
    }

    /// Contacts are assigned to people of the list; and whoever asks may be no owner any more.
    async fn look_again(self) {
        let Ok(me) = http::get::<Me>("me").await else {
            return;
        };
        let is_owner = me.role == "owner";
        let last = self.console.me.with_untracked(|me| me.last);
        self.console.me.set(Me { last, ..me });
        if !is_owner {
            route::go(&Route::Home);
        }
    }
}
