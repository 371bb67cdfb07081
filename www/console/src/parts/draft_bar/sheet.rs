//! What the draft would change, and publishing it.

use leptos::{html, prelude::*, task::spawn_local};
use serde_json::Value;
use shared::api::{
    FieldError,
    settings::{Publish, Settings},
};

use crate::{
    editor::{Editor, editor},
    http::{self, Trouble},
    pages::owner::differences,
    route::Route,
    shortcuts::focus,
    state::{Console, Toast, console},
    words::count,
};

/// What goes on in the sheet.
#[derive(Clone, Copy)]
struct Sheet {
    editor: Editor,
    console: Console,
    dialog: NodeRef<html::Dialog>,
    is_busy: RwSignal<bool>,
    /// Whether it was asked to discard the draft.
    is_leaving: RwSignal<bool>,
    trouble: RwSignal<Option<String>>,
}

/// Opens when `open` becomes true. `changes`: how many there are.
#[component]
pub fn PublishSheet(open: RwSignal<bool>, changes: Memo<usize>) -> impl IntoView {
    let sheet = Sheet {
        editor: editor(),
        console: console(),
        dialog: NodeRef::new(),
        is_busy: RwSignal::new(false),
        is_leaving: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    Effect::new(move || {
        if let Some(dialog) = sheet.dialog.get().filter(|_| open.get()) {
            sheet.is_leaving.set(false);
            sheet.trouble.set(None);
            // It fails where the sheet is open already.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="sheet publish"
            node_ref=sheet.dialog
            aria-labelledby="publish-title"
            on:close=move |_| open.set(false)
        >
            <h2 id="publish-title">
                {move || format!("Publish {}", count(changes.get(), "change", "changes"))}
            </h2>
            {move || open.get().then(|| sheet.content())}
        </dialog>
    }
}

impl Sheet {
    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn content(self) -> AnyView {
        let editor = self.editor;
        let list = move || {
            editor.with_published(|published| {
                editor.with(|document| differences::list(published, document))
            })
        };
        let has_errors = Memo::new(move |_| !editor.findings("").0.is_empty());
        let is_blocked = move || has_errors.get() || self.is_busy.get();
        let publish = move |_| {
            spawn_local(async move { self.publish().await });
        };
        view! {
            <div class="differences-scroll" tabindex="0" role="group" aria-label="What differs">
                {list}
            </div>
            {move || self.findings()}
            <p class="wrong" role="alert">{move || self.trouble.get()}</p>
            <div class="buttons">
                <button type="button" class="btn" disabled=is_blocked on:click=publish>
                    "Publish"
                </button>
                <button type="button" class="quiet-btn" on:click=move |_| self.close()>
                    "Close"
                </button>
                {move || self.leaving()}
            </div>
        }
        .into_any()
    }

    fn findings(self) -> AnyView {
        let (errors, warnings) = self.editor.findings("");
        let part = |title: &'static str, found: Vec<FieldError>| {
            let lines = found.iter().take(20).map(|found| self.finding(found));
            let lines = lines.collect_view();
            (!found.is_empty()).then(|| {
                view! {
                    <h3>{title}</h3>
                    <ul class="found-list">{lines}</ul>
                }
            })
        };
        view! {
            {part("Mend these before you publish", errors)}
            {part("Worth a look before you publish", warnings)}
        }
        .into_any()
    }

    fn finding(self, found: &FieldError) -> AnyView {
        let at = found.pointer.clone().unwrap_or_default();
        let place = self
            .editor
            .with_untracked(|document| differences::place(&at, document));
        let href = Route::Owner(differences::page(&at)).href();
        view! {
            <li>
                <a href=href on:click=move |_| self.close()>{place}</a>
                ": "
                {found.message.clone()}
            </li>
        }
        .into_any()
    }

    /// Discarding asks once.
    fn leaving(self) -> AnyView {
        if !self.is_leaving.get() {
            let ask = move |_| self.is_leaving.set(true);
            let button = view! {
                <button type="button" class="quiet-btn" on:click=ask>"Discard draft…"</button>
            };
            return button.into_any();
        }
        let discard = move |_| {
            spawn_local(async move { self.discard().await });
        };
        let field = NodeRef::<html::Button>::new();
        field.on_load(|button| {
            // The button that had the focus has made way.
            let _ = button.focus();
        });
        view! {
            <span class="asking">"Give up all that is not published?"</span>
            <button type="button" class="btn danger" node_ref=field on:click=discard>
                "Discard draft"
            </button>
        }
        .into_any()
    }

    async fn publish(self) {
        self.is_busy.set(true);
        let done = self.published().await;
        self.is_busy.set(false);
        match done {
            Ok(()) => {
                self.close();
                self.console.say("Published. Visitors see it at once.");
                // The button that opened the sheet is gone.
                focus("main h1");
            }
            Err(trouble) if trouble.code == "changed_meanwhile" => {
                if let Ok(settings) = http::get::<Settings>("settings").await {
                    self.editor.take(settings);
                }
                let text =
                    "Somebody published meanwhile. Look at what differs now, and publish again.";
                self.trouble.set(Some(text.to_owned()));
            }
            Err(trouble) => self.trouble.set(Some(told(trouble))),
        }
    }

    async fn published(self) -> Result<(), Trouble> {
        self.editor.saved().await?;
        let kept = untrack(|| self.editor.kept());
        let version = kept.map_or(0, |kept| kept.version);
        let settings = http::send("POST", "settings/publish", &Publish { version }).await?;
        self.editor.take(settings);
        Ok(())
    }

    async fn discard(self) {
        let editor = self.editor;
        let before = editor.with_untracked(Value::clone);
        match self.discarded().await {
            Ok(()) => {
                self.close();
                let back = move || {
                    let before = before.clone();
                    editor.edit("discard", |document| *document = before);
                };
                let toast = Toast::new("The draft is discarded.").with("Undo", back);
                self.console.toast.set(Some(toast));
                focus("main h1");
            }
            Err(trouble) => self.trouble.set(Some(told(trouble))),
        }
    }

    async fn discarded(self) -> Result<(), Trouble> {
        // What is still on its way would make a draft anew.
        self.editor.saved().await?;
        let settings = http::send("DELETE", "settings/draft", &()).await?;
        self.editor.take(settings);
        Ok(())
    }
}

/// What went wrong, with the first fault.
fn told(trouble: Trouble) -> String {
    match trouble.errors.first() {
        Some(error) => format!("{} {}", trouble.title, error.message),
        None => trouble.title,
    }
}
