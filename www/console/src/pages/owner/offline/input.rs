//! One setting of the form: what is chosen, and what somebody else chose meanwhile.

use leptos::prelude::*;
use serde_json::Value;
use shared::json::Change;

use super::setting::{Kind, Setting, code, value};

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Default's, or what is built in.
    Unset,
    NoLimit,
    /// The number that is typed.
    Number,
    /// A choice, by its value.
    Is(String),
}

#[derive(Clone, Copy)]
pub struct Input {
    pub setting: &'static Setting,
    /// The place, as a JSON pointer.
    pub at: StoredValue<String>,
    /// What was in force when it was shown.
    pub base: RwSignal<Option<Value>>,
    pub chosen: RwSignal<Chosen>,
    pub typed: RwSignal<String>,
    /// What is wrong with it, or who changed it meanwhile.
    pub note: RwSignal<String>,
}

impl Input {
    pub fn new(setting: &'static Setting, at: String, base: Option<Value>) -> Self {
        let input = Self {
            setting,
            at: StoredValue::new(at),
            base: RwSignal::new(None),
            chosen: RwSignal::new(Chosen::Unset),
            typed: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
        };
        input.show(base);
        input
    }

    /// Shows what is in force.
    fn show(self, value: Option<Value>) {
        let none = match self.setting.kind {
            Kind::Number { none, .. } => Some(u64::from(none)),
            Kind::Choice(_) => None,
        };
        self.chosen.set(match &value {
            None => Chosen::Unset,
            Some(Value::Number(number)) if number.as_u64() == none => Chosen::NoLimit,
            Some(Value::Number(number)) => {
                self.typed.set(number.to_string());
                Chosen::Number
            }
            Some(other) => Chosen::Is(code(other)),
        });
        self.base.set(value);
    }

    /// What is wanted; `None`: unset. Says at the field what is wrong with it.
    fn wanted(self) -> Result<Option<Value>, ()> {
        self.note.set(String::new());
        let (least, none) = match self.setting.kind {
            Kind::Number { least, none } => (least, none),
            Kind::Choice(_) => (0, 0),
        };
        Ok(match self.chosen.get_untracked() {
            Chosen::Unset => None,
            Chosen::NoLimit => Some(Value::from(none)),
            Chosen::Is(code) => Some(value(&code)),
            Chosen::Number => {
                let number = self
                    .typed
                    .with_untracked(|typed| typed.trim().parse::<u32>());
                let number = number.ok().filter(|number| (least..none).contains(number));
                let Some(number) = number else {
                    let text = format!("Type a whole number from {least} to {}.", none - 1);
                    self.note.set(text);
                    return Err(());
                };
                Some(Value::from(number))
            }
        })
    }

    /// What is to change; `None`: nothing.
    ///
    /// # Errors
    /// What is typed is no number that it can be.
    pub fn change(self) -> Result<Option<Change>, ()> {
        let wanted = self.wanted()?;
        let was = self.base.get_untracked();
        Ok((was != wanted).then(|| Change {
            at: self.at.get_value(),
            was,
            becomes: wanted,
        }))
    }

    /// Notes what `who` has put in force meanwhile. What is chosen here stays, if it was touched.
    pub fn meet(self, theirs: Option<Value>, who: &str) {
        let base = self.base.get_untracked();
        if base == theirs {
            return;
        }
        let is_touched = !self.wanted().is_ok_and(|wanted| wanted == base);
        let words = match &theirs {
            Some(value) => format!("to \u{201c}{}\u{201d}", self.setting.words(value)),
            None => "so that it is not set here".to_owned(),
        };
        let next = match is_touched {
            true => "Yours is still here: save once more to put it in its place.",
            false => "",
        };
        if is_touched {
            self.base.set(theirs);
        } else {
            self.show(theirs);
        }
        let note = format!("{who} changed this meanwhile, {words}. {next}");
        self.note.set(note.trim_end().to_owned());
    }

    /// The field. `unset`: the words of what holds where nothing is chosen.
    pub fn field(self, group: &str, unset: String) -> AnyView {
        let name = format!("{group}-{}", self.setting.name);
        let note_id = format!("{name}-note");
        let choices = match &self.setting.kind {
            Kind::Choice(choices) => {
                let choice = |(value, words): &(&'static str, &'static str)| {
                    let chosen = Chosen::Is((*value).to_owned());
                    self.radio(&name, (*words).to_owned(), chosen)
                };
                choices.iter().map(choice).collect_view()
            }
            Kind::Number { least, .. } => vec![
                self.radio(&name, "No limit".to_owned(), Chosen::NoLimit),
                self.radio(&name, "At most".to_owned(), Chosen::Number),
                self.number(*least),
            ],
        };
        let described = note_id.clone();
        view! {
            <fieldset class="radio-set" aria-describedby=described>
                <legend>{self.setting.label}</legend>
                <p class="hint">{self.setting.hint}</p>
                <div class="choice-row">
                    {self.radio(&name, unset, Chosen::Unset)}
                    {choices}
                </div>
                <p class="wrong" id=note_id role="alert">{move || self.note.get()}</p>
            </fieldset>
        }
        .into_any()
    }

    fn radio(self, name: &str, words: String, value: Chosen) -> AnyView {
        let own = value.clone();
        let is_chosen = move || self.chosen.with(|chosen| *chosen == own);
        let choose = move |_| self.chosen.set(value.clone());
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=name.to_owned()
                    prop:checked=is_chosen
                    on:change=choose
                />
                {words}
            </label>
        }
        .into_any()
    }

    /// Typing chooses it, too.
    fn number(self, least: u32) -> AnyView {
        let set = move |event| {
            self.typed.set(event_target_value::<web_sys::Event>(&event));
            self.chosen.set(Chosen::Number);
        };
        view! {
            <input
                class="field number"
                type="number"
                inputmode="numeric"
                min=least.to_string()
                aria-label=format!("{}: number", self.setting.label)
                aria-invalid=move || (!self.note.get().is_empty()).then_some("true")
                prop:value=move || self.typed.get()
                on:input=set
            />
        }
        .into_any()
    }
}
