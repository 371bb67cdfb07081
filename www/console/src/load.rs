//! What is asked of the server, and how it stands.

use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use crate::{
    http::{self, Trouble},
    parts::Failed,
};

/// How a further part joins what is there already.
type Join<T> = fn(&mut T, T);

/// The latest answer, and the question that is under way.
pub struct Load<T: 'static> {
    pub answer: RwSignal<Option<T>>,
    pub trouble: RwSignal<Option<Trouble>>,
    pub busy: RwSignal<bool>,
    /// The number of the latest question, its path, and how its answer joins: whatever answers an
    /// earlier question comes too late.
    latest: StoredValue<(u32, String, Option<Join<T>>)>,
}

impl<T: 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Load<T> {}

impl<T> Load<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    /// Nothing is asked yet.
    pub fn idle() -> Self {
        Self {
            answer: RwSignal::new(None),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
            latest: StoredValue::new((0, String::new(), None)),
        }
    }

    /// Asks; the answer takes the place of the one before.
    pub fn ask(self, path: String) {
        self.begin(path, None);
    }

    /// Asks for a further part.
    pub fn more(self, path: String, join: Join<T>) {
        self.begin(path, Some(join));
    }

    /// Asks once more what was asked last.
    pub fn again(self) {
        let (_, path, join) = self.latest.get_value();
        self.begin(path, join);
    }

    /// Asks for nothing, and has nothing.
    pub fn clear(self) {
        self.latest.update_value(|latest| latest.0 += 1);
        self.busy.set(false);
        self.trouble.set(None);
        self.answer.set(None);
    }

    fn begin(self, path: String, join: Option<Join<T>>) {
        let number = self.latest.with_value(|latest| latest.0) + 1;
        self.latest.set_value((number, path.clone(), join));
        self.trouble.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let answer = http::get::<T>(&path).await;
            if self.latest.try_with_value(|latest| latest.0) == Some(number) {
                self.end(answer, join);
            }
        });
    }

    fn end(self, answer: Result<T, Trouble>, join: Option<Join<T>>) {
        self.busy.set(false);
        match (answer, join) {
            (Ok(part), Some(join)) => self.answer.update(|all| {
                if let Some(all) = all {
                    join(all, part);
                }
            }),
            (Ok(answer), None) => self.answer.set(Some(answer)),
            (Err(trouble), join) => {
                if join.is_none() {
                    self.answer.set(None);
                }
                self.trouble.set(Some(trouble));
            }
        }
    }
}

/// The answer as `show` draws it; above it, that it is on its way, or what went wrong.
pub fn shown<T>(load: Load<T>, show: impl Fn(&T) -> AnyView + Send + 'static) -> AnyView
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    view! {
        <div class="shown" aria-busy=move || load.busy.get().to_string()>
            <progress class="loading" aria-label="Loading" hidden=move || !load.busy.get()></progress>
            {move || {
                let again = Callback::new(move |()| load.again());
                load.trouble.get().map(|trouble| view! { <Failed trouble=trouble again=again /> })
            }}
            {move || load.answer.with(|answer| answer.as_ref().map(&show))}
        </div>
    }
    .into_any()
}

/// `path?a=1&b=2`, of all that is not blank.
pub fn path(path: &str, pairs: &[(&str, String)]) -> String {
    let mut path = path.to_owned();
    let mut mark = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        let value = String::from(js_sys::encode_uri_component(value));
        path.push_str(&format!("{mark}{name}={value}"));
        mark = '&';
    }
    path
}
