//! The form of one queue. Saving it changes what is in force, all fields at once.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::Value;
use shared::{
    api::settings::Settings,
    json::{Change, below},
};

use super::{cards::own_values, input::Input, setting::SETTINGS};
use crate::{
    editor::Editor,
    http::{self, Trouble},
    parts::buttons::save_or_cancel,
    shortcuts::focus,
    state::{Console, Toast, console},
};

#[derive(Clone, Copy)]
struct Form {
    editor: Editor,
    console: Console,
    inputs: StoredValue<Vec<Input>>,
    name: StoredValue<String>,
    key: StoredValue<String>,
    is_busy: RwSignal<bool>,
    trouble: RwSignal<String>,
    close: Callback<()>,
}

/// `close` is told when it is done with.
pub fn form(editor: Editor, key: &str, name: &str, close: Callback<()>) -> AnyView {
    let (own, default) = untrack(|| {
        editor
            .with_published(|document| (own_values(document, key), own_values(document, "default")))
    });
    let at = below(&below("/queues", key), "offline");
    let inputs = SETTINGS.iter().zip(own);
    let inputs = inputs.map(|(setting, own)| Input::new(setting, below(&at, setting.name), own));
    let inputs: Vec<Input> = inputs.collect();
    let is_default = key == "default";
    let unset = |(input, default): (&Input, &Option<Value>)| {
        let setting = input.setting;
        let default = default.as_ref().filter(|_| !is_default);
        let (words, _) = setting.in_force(None, default);
        let unset = match is_default {
            true => format!("As built in: {words}"),
            false => format!("Use Default\u{2019}s: {words}"),
        };
        input.field(key, unset)
    };
    let fields = inputs.iter().zip(&default).map(unset).collect_view();
    let form = Form {
        editor,
        console: console(),
        inputs: StoredValue::new(inputs),
        name: StoredValue::new(name.to_owned()),
        key: StoredValue::new(key.to_owned()),
        is_busy: RwSignal::new(false),
        trouble: RwSignal::new(String::new()),
        close,
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    let label = format!("Offline handling of {name}");
    let id = format!("offline-{key}-form");
    let first = format!("#{id} input:checked");
    // The button that had the focus has made way.
    request_animation_frame(move || {
        focus(&first);
    });
    view! {
        <form id=id class="offline-form" novalidate aria-label=label on:submit=submit>
            {fields}
            {save_or_cancel(
                "Save for all visitors",
                form.trouble,
                form.is_busy,
                move |_| close.run(()),
            )}
        </form>
    }
    .into_any()
}

impl Form {
    fn submit(self) {
        self.trouble.set(String::new());
        let inputs = self.inputs.get_value();
        // Every field says what is wrong with it, not the first one alone.
        let wanted: Vec<_> = inputs.into_iter().map(Input::change).collect();
        let Ok(wanted) = wanted.into_iter().collect::<Result<Vec<_>, ()>>() else {
            return;
        };
        let changes: Vec<Change> = wanted.into_iter().flatten().collect();
        if changes.is_empty() {
            return self.close.run(());
        }
        self.is_busy.set(true);
        spawn_local(async move { self.save(changes).await });
    }

    async fn save(self, changes: Vec<Change>) {
        let done = self.editor.change_now(changes.clone()).await;
        self.is_busy.set(false);
        match done {
            Ok(()) => {
                let said = self.name.with_value(|name| format!("Saved for {name}."));
                let (editor, console) = (self.editor, self.console);
                let undo = move || take_back(editor, console, &changes);
                console.toast.set(Some(Toast::new(said).with("Undo", undo)));
                self.close.run(());
            }
            Err(trouble) if trouble.code == "changed_meanwhile" => self.meet().await,
            Err(trouble) => self.tell(&trouble),
        }
    }

    /// Somebody else was faster: what they put in force shows at each field.
    async fn meet(self) {
        let settings = match http::get::<Settings>("settings").await {
            Ok(settings) => settings,
            Err(trouble) => return self.trouble.set(trouble.title),
        };
        let who = match settings.by.as_str() {
            "" => "A program".to_owned(),
            who => who.to_owned(),
        };
        let theirs = self
            .key
            .with_value(|key| own_values(&settings.published, key));
        self.editor.take(settings);
        for (input, theirs) in self.inputs.get_value().into_iter().zip(theirs) {
            input.meet(theirs, &who);
        }
        self.trouble
            .set(format!("{who} was faster. Nothing is saved yet."));
    }

    /// Each fault stands at its field; the others above the buttons.
    fn tell(self, trouble: &Trouble) {
        let mut said = String::new();
        let inputs = self.inputs.get_value();
        for error in &trouble.errors {
            let at = error.pointer.as_deref();
            let is_own = |input: &&Input| input.at.with_value(|own| Some(own.as_str()) == at);
            match inputs.iter().find(is_own) {
                Some(input) => input.note.set(error.message.clone()),
                None => said = format!("{}: {}", at.unwrap_or_default(), error.message),
            }
        }
        self.trouble
            .set(format!("Not saved. {} {said}", trouble.title));
    }
}

/// Puts back what was in force before.
fn take_back(editor: Editor, console: Console, changes: &[Change]) {
    let back = changes.iter().map(|change| Change {
        at: change.at.clone(),
        was: change.becomes.clone(),
        becomes: change.was.clone(),
    });
    let back: Vec<Change> = back.collect();
    spawn_local(async move {
        match editor.change_now(back).await {
            Ok(()) => console.say("It is as it was."),
            Err(trouble) => console.say(format!("Not undone. {}", trouble.title)),
        }
    });
}
