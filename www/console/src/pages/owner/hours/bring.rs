//! Hours from elsewhere: what the Worker makes of them, before anything is taken.

use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use serde_json::Value;
use shared::api::FieldError;

use crate::http::{self, Trouble};

/// What came of `POST import`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Brought {
    pub schedule: Option<Value>,
    pub remarks: Vec<Remark>,
    pub warnings: Vec<FieldError>,
}

/// What could not be carried over as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Remark {
    pub about: String,
    pub message: String,
}

/// What was asked of the Worker, and how it stands.
#[derive(Clone, Copy)]
pub struct Bring {
    pub brought: RwSignal<Option<Brought>>,
    pub trouble: RwSignal<Option<Trouble>>,
    pub busy: RwSignal<bool>,
}

impl Bring {
    pub fn idle() -> Self {
        Self {
            brought: RwSignal::new(None),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    pub fn clear(self) {
        self.brought.set(None);
        self.trouble.set(None);
    }

    /// Asks the Worker to read `body`; it saves nothing.
    pub fn ask(self, body: Value) {
        self.clear();
        self.busy.set(true);
        spawn_local(async move {
            match http::send("POST", "import", &body).await {
                Ok(brought) => self.brought.set(Some(brought)),
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
            self.busy.set(false);
        });
    }

    /// Why nothing came of it, in a sentence or more; tracked.
    pub fn fault(self) -> Option<String> {
        self.trouble.with(|trouble| {
            let trouble = trouble.as_ref()?;
            let told: Vec<_> = trouble.errors.iter().map(|e| e.message.as_str()).collect();
            Some(match told.is_empty() {
                true => trouble.title.clone(),
                false => told.join(" "),
            })
        })
    }
}

/// The remarks and warnings of what was brought.
pub fn remarks(brought: &Brought) -> AnyView {
    let line = |remark: &Remark| {
        let (about, message) = (remark.about.clone(), remark.message.clone());
        view! {
            <li>
                <strong>{about}</strong>
                ": "
                {message}
            </li>
        }
    };
    let warning = |warning: &FieldError| {
        let message = warning.message.clone();
        view! { <li>{message}</li> }
    };
    let lines = brought.remarks.iter().map(line).collect_view();
    let warnings = brought.warnings.iter().map(warning).collect_view();
    view! { <ul class="remarks">{lines} {warnings}</ul> }.into_any()
}
