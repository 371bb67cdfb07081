//! Asks for the address of a link.

use leptos::{html::Input, prelude::*};
use shared::text::safe_link;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, Range};

use super::Rich;

/// The question for an address, and what was selected when it came up.
#[derive(Clone, Copy)]
pub struct Link {
    is_asking: RwSignal<bool>,
    address: RwSignal<String>,
    is_wrong: RwSignal<bool>,
    field: NodeRef<Input>,
    selected: StoredValue<Option<Range>, LocalStorage>,
}

impl Link {
    pub fn new() -> Self {
        Self {
            is_asking: RwSignal::new(false),
            address: RwSignal::new(String::new()),
            is_wrong: RwSignal::new(false),
            field: NodeRef::new(),
            selected: StoredValue::new_local(None),
        }
    }

    /// Asks, with the address of the link at the caret.
    pub fn ask(self) {
        let address = at_caret().and_then(|link| link.get_attribute("href"));
        self.address.set(address.unwrap_or_default());
        self.is_wrong.set(false);
        self.selected.set_value(selected());
        self.is_asking.set(true);
        request_animation_frame(move || {
            if let Some(field) = self.field.try_get_untracked().flatten() {
                let _ = field.focus();
                field.select();
            }
        });
    }
}

fn selected() -> Option<Range> {
    let selection = document().get_selection().ok().flatten()?;
    selection.get_range_at(0).ok()
}

/// The link in which the caret stands.
pub fn at_caret() -> Option<Element> {
    let node = selected()?.start_container().ok()?;
    let element = match node.dyn_into::<Element>() {
        Ok(element) => Some(element),
        Err(node) => node.parent_element(),
    };
    element?.closest("[contenteditable] a").ok().flatten()
}

/// The question; it shows below the tools.
pub(super) fn asking(rich: Rich) -> AnyView {
    let link = rich.link;
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            set(rich);
        }
        "Escape" => go_back(rich),
        _ => {}
    };
    view! {
        <div class="rich-link" hidden=move || !link.is_asking.get()>
            <label class="field">
                <span>"Address of the link"</span>
                <input
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    placeholder="https://"
                    node_ref=link.field
                    prop:value=move || link.address.get()
                    aria-invalid=move || link.is_wrong.get().then_some("true")
                    on:input=move |event| link.address.set(event_target_value(&event))
                    on:keydown=keys
                />
                <small class="hint" role="status">
                    {move || match link.is_wrong.get() {
                        true => "Write an address such as https://acme.example, an email address, or tel: and a number.",
                        false => "A web address, an email address, or tel: and a number.",
                    }}
                </small>
            </label>
            <div class="buttons">
                <button type="button" class="btn" on:click=move |_| set(rich)>"Set the link"</button>
                <button type="button" class="quiet-btn" on:click=move |_| remove(rich)>
                    "No link"
                </button>
                <button type="button" class="quiet-btn" on:click=move |_| go_back(rich)>
                    "Cancel"
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Puts caret and selection back to where they were.
fn go_back(rich: Rich) {
    rich.link.is_asking.set(false);
    let Some(place) = rich.place.get_untracked() else {
        return;
    };
    let _ = place.focus();
    let selection = document().get_selection().ok().flatten();
    let range = rich.link.selected.get_value();
    if let (Some(selection), Some(range)) = (selection, range) {
        let _ = selection.remove_all_ranges();
        let _ = selection.add_range(&range);
    }
}

fn set(rich: Rich) {
    let typed = rich.link.address.get_untracked();
    let Some(address) = completed(&typed) else {
        return rich.link.is_wrong.set(true);
    };
    go_back(rich);
    match (at_caret(), selected()) {
        (Some(link), _) => {
            let _ = link.set_attribute("href", &address);
        }
        (None, Some(range)) if is_within(rich, &range) => surround(&range, &address, &typed),
        _ => {}
    }
    rich.read();
}

fn remove(rich: Rich) {
    go_back(rich);
    if let Some(link) = at_caret() {
        while let Some(child) = link.first_child() {
            let _ = link.before_with_node_1(&child);
        }
        link.remove();
        rich.read();
    } else {
        rich.look();
    }
}

fn is_within(rich: Rich, range: &Range) -> bool {
    let place = rich.place.get_untracked();
    let whole = range.common_ancestor_container().ok();
    place.is_some_and(|place| place.contains(whole.as_ref()))
}

/// Makes a link of what is selected; where nothing is, the address itself is put in.
fn surround(range: &Range, address: &str, typed: &str) {
    let Ok(link) = document().create_element("a") else {
        return;
    };
    let _ = link.set_attribute("href", address);
    if range.collapsed() {
        link.set_text_content(Some(typed.trim()));
    } else if let Ok(contents) = range.extract_contents() {
        let _ = link.append_child(&contents);
    }
    let _ = range.insert_node(&link);
    range.collapse_with_to_start(false);
}

/// What people write, as an address that can be followed.
fn completed(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if let Some(link) = safe_link(typed) {
        return Some(link);
    }
    let is_bare = !typed.contains([' ', ':', '/']) && typed.contains('.');
    match typed.split_once('@') {
        Some(_) if is_bare => safe_link(&format!("mailto:{typed}")),
        None if typed.contains('.') && !typed.contains([' ', ':']) => {
            safe_link(&format!("https://{typed}"))
        }
        _ => None,
    }
}
