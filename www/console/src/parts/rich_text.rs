//! A small editor for Markdown of the safe subset: as it will look, or as text.

mod commands;
mod dom;
mod link;
mod toolbar;

use leptos::{html::Div, prelude::*};
use web_sys::{ClipboardEvent, DragEvent, KeyboardEvent};

use self::{commands::Command, link::Link, toolbar::toolbar};
use super::text_field::Tongue;

/// What the parts of one editor share.
#[derive(Clone, Copy)]
struct Rich {
    place: NodeRef<Div>,
    /// Told what is written now.
    write: Callback<String>,
    /// What was drawn or read last: what comes back from the settings need not be drawn again.
    known: StoredValue<Option<String>>,
    /// Which commands are in force where the caret is.
    on: RwSignal<[bool; Command::ALL.len()]>,
    as_text: RwSignal<bool>,
    link: Link,
}

/// `value` is Markdown. `placeholder` shows where nothing is written.
#[component]
pub fn RichText(
    tongue: Tongue,
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] placeholder: Signal<String>,
    write: Callback<String>,
    /// The id of what is said of it.
    about: String,
) -> impl IntoView {
    let rich = Rich {
        place: NodeRef::new(),
        write,
        known: StoredValue::new(None),
        on: RwSignal::new([false; Command::ALL.len()]),
        as_text: RwSignal::new(false),
        link: Link::new(),
    };
    Effect::new(move |_| {
        let (text, place) = (value.get(), rich.place.get());
        let is_known = rich.known.with_value(|known| known.as_ref() == Some(&text));
        if let (Some(place), false) = (place, is_known) {
            dom::draw(&place, &text);
            rich.known.set_value(Some(text));
        }
    });
    let is_blank = move || value.with(|text| text.trim().is_empty());
    let lang = move || tongue.lang.get();
    let as_text = format!("{label}, as Markdown");
    view! {
        <div class="rich">
            {toolbar(rich)}
            {link::asking(rich)}
            <div
                class="rich-place message"
                class:is-blank=is_blank
                hidden=move || rich.as_text.get()
                node_ref=rich.place
                contenteditable="true"
                role="textbox"
                aria-multiline="true"
                aria-label=label
                aria-describedby=about
                lang=lang
                dir=move || tongue.dir()
                data-placeholder=move || placeholder.get()
                aria-placeholder=move || placeholder.get()
                on:focus=move |_| commands::begin()
                on:input=move |_| rich.read()
                on:keydown=move |event| rich.press(&event)
                on:keyup=move |_| rich.look()
                on:pointerup=move |_| rich.look()
                on:paste=paste
                on:drop=move |event: DragEvent| event.prevent_default()
            ></div>
            <textarea
                class="field"
                rows="8"
                hidden=move || !rich.as_text.get()
                aria-label=as_text
                lang=lang
                dir=move || tongue.dir()
                placeholder=move || placeholder.get()
                prop:value=move || value.get()
                on:input=move |event| write.run(event_target_value(&event))
            ></textarea>
        </div>
    }
}

impl Rich {
    /// Takes what stands in the editor.
    fn read(self) {
        let Some(place) = self.place.get_untracked() else {
            return;
        };
        let text = dom::read(&place);
        let is_new = self.known.with_value(|known| known.as_ref() != Some(&text));
        if is_new {
            self.known.set_value(Some(text.clone()));
            self.write.run(text);
        }
        self.look();
    }

    /// Looks which commands are in force where the caret is.
    fn look(self) {
        self.on.set(Command::ALL.map(Command::is_on));
    }

    fn give(self, command: Command) {
        if command == Command::Link {
            return self.link.ask();
        }
        if let Some(place) = self.place.get_untracked() {
            let _ = place.focus();
            command.run();
            self.read();
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let with_key = event.ctrl_key() || event.meta_key();
        if !with_key || event.alt_key() {
            return;
        }
        let command = match event.key().to_ascii_lowercase().as_str() {
            "b" => Command::Bold,
            "i" => Command::Italic,
            "k" => Command::Link,
            // Underlined text looks like a link, and is not in the subset.
            "u" => return event.prevent_default(),
            _ => return,
        };
        event.prevent_default();
        self.give(command);
    }
}

/// Whatever it looked like elsewhere: the words count.
fn paste(event: ClipboardEvent) {
    event.prevent_default();
    let data = event.clipboard_data();
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        commands::insert(&text);
    }
}
