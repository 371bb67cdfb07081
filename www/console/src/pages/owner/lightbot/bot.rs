//! What the parts of the page share: the Lightbot in the draft, and what is looked at.

use js_sys::Date;
use leptos::prelude::*;
use serde_json::Value;
use shared::{
    api::{
        FieldError,
        settings::{DropOff, StepCount},
    },
    questionnaire::{
        edit,
        graph::{Graph, Node, NodeKind},
        written,
    },
};
use wasm_bindgen::JsValue;

use crate::{
    editor::{Editor, editor},
    http,
    load::{self, Load},
    pages::owner::{names::queue_name, view::missing},
    parts::text_field::Tongue,
    shortcuts::focus,
    state::{Console, Toast, console},
    time,
};

/// How the steps are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Graph,
    Outline,
    Text,
}

/// What stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Step,
    Try,
}

/// Figures are of so many days, today among them.
const DAYS: f64 = 30.0;

#[derive(Clone, Copy)]
pub struct Bot {
    pub editor: Editor,
    console: Console,
    /// The language that is written and read.
    pub lang: RwSignal<String>,
    pub graph: Memo<Graph>,
    /// The id of the node that is looked at.
    pub chosen: RwSignal<Option<String>>,
    pub shown: RwSignal<Shown>,
    pub side: RwSignal<Side>,
    /// The names of the steps that were come through while trying.
    pub path: RwSignal<Vec<String>>,
    /// What a screen reader is told of the latest change.
    pub said: RwSignal<String>,
    figures: Load<DropOff>,
    queue: StoredValue<String>,
    /// Where it stands in the document.
    at: StoredValue<String>,
}

impl Bot {
    pub fn new(queue: String) -> Self {
        let editor = editor();
        let below = shared::json::below("/queues", &queue);
        let at = StoredValue::new(format!("{below}/closed/lightbot"));
        let first = untrack(|| editor.langs()).into_iter().next();
        let lang = RwSignal::new(first.unwrap_or_default());
        let graph = Memo::new(move |_| {
            let (lang, langs) = (lang.get(), editor.langs());
            let place = at.with_value(|at| format!("{at}/questionnaire"));
            let draw = |questionnaire: &Value| Graph::of(questionnaire, &lang, &langs);
            editor.with(|document| document.pointer(&place).map(draw).unwrap_or_default())
        });
        Self {
            editor,
            console: console(),
            lang,
            graph,
            chosen: RwSignal::new(None),
            shown: RwSignal::new(Shown::Graph),
            side: RwSignal::new(Side::Try),
            path: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            figures: Load::idle(),
            queue: StoredValue::new(queue),
            at,
        }
    }

    pub fn queue(self) -> String {
        self.queue.get_value()
    }

    /// The language that is written, for fields.
    pub fn tongue(self) -> Tongue {
        Tongue {
            editor: self.editor,
            lang: self.lang,
        }
    }

    /// How many texts are not written in a language; tracked.
    pub fn missing(self, lang: &str) -> usize {
        let (place, main) = (self.closed(""), self.tongue().main());
        let count = |closed: &Value| missing::of_lightbot(closed, lang, &main);
        self.editor
            .with(|document| document.pointer(&place).map_or(0, count))
    }

    /// A place of the Lightbot: `/name`.
    pub fn at(self, below: &str) -> String {
        self.at.with_value(|at| format!("{at}{below}"))
    }

    /// A place of its questionnaire: `/3/label`.
    pub fn of_steps(self, below: &str) -> String {
        self.at(&format!("/questionnaire{below}"))
    }

    /// A place of what visitors see while the queue is closed: `/view`.
    pub fn closed(self, below: &str) -> String {
        let queue = self.queue.get_value();
        format!("{}/closed{below}", shared::json::below("/queues", &queue))
    }

    /// Whether the queue has one; tracked.
    pub fn is_there(self) -> bool {
        let place = self.at("");
        self.editor
            .with(|document| document.pointer(&place).is_some_and(Value::is_object))
    }

    /// Reads the items; tracked.
    pub fn with<T>(self, read: impl FnOnce(&[Value]) -> T) -> T {
        let place = self.of_steps("");
        self.editor.with(|document| {
            let items = document.pointer(&place).and_then(Value::as_array);
            read(items.map_or(&[][..], Vec::as_slice))
        })
    }

    /// Changes steps. `kind` names the change: those of one kind in a row are undone together.
    pub fn change<T>(self, kind: &str, change: impl FnOnce(&mut Vec<Value>) -> T) -> Option<T> {
        let place = self.of_steps("");
        let mut result = None;
        self.editor.edit(&format!("{place} {kind}"), |document| {
            if let Some(Value::Array(items)) = document.pointer_mut(&place) {
                result = Some(edit::with_steps(items, change));
            }
        });
        result
    }

    /// The id of the step at an index.
    pub fn id_of(self, step: usize) -> Option<String> {
        let is_it =
            |node: &&Node| matches!(node.kind, NodeKind::Step(_)) && node.items.start == step;
        self.graph
            .with_untracked(|graph| graph.nodes.iter().find(is_it).map(|node| node.id.clone()))
    }

    /// Looks at a node, and leads the focus to its panel.
    pub fn open(self, id: &str) {
        self.chosen.set(Some(id.to_owned()));
        self.side.set(Side::Step);
        // One frame for the panel to be there.
        request_animation_frame(|| {
            focus("#step-title");
        });
    }

    /// Looks at the step at an index, which has just come.
    pub fn open_step(self, step: usize) {
        if let Some(id) = self.id_of(step) {
            self.open(&id);
        }
    }

    /// Says what was done, and offers to undo it.
    pub fn tell(self, text: &str) {
        let editor = self.editor;
        let toast = Toast::new(text).with("Undo", move || editor.undo());
        self.console.toast.set(Some(toast));
    }

    /// A node's name for people.
    pub fn title(self, id: &str) -> String {
        self.graph.with(|graph| match graph.node(id) {
            Some((_, node)) => super::words::title(node),
            None => super::words::end(id).unwrap_or(id).to_owned(),
        })
    }

    /// A queue's name for people; tracked.
    pub fn queue_name(self, key: &str) -> String {
        self.editor.with(|document| queue_name(document, key))
    }

    /// How many came to a step, and how many left there; tracked.
    pub fn figures_of(self, name: &str) -> Option<StepCount> {
        let is_it = |step: &&StepCount| step.name == name;
        let find = |figures: &DropOff| figures.steps.iter().find(is_it).cloned();
        self.figures
            .answer
            .with(|answer| answer.as_ref().and_then(find))
    }

    /// Asks how far visitors came of late. Without an answer nothing is shown.
    pub fn ask_for_figures(self) {
        let begun = Date::new(&JsValue::from_f64(
            Date::now() - (DAYS - 1.0) * 86_400_000.0,
        ));
        let from = String::from(begun.to_iso_string());
        let from = from.get(..10).unwrap_or_default().to_owned();
        let path = format!("queues/{}/drop-off", http::segment(&self.queue()));
        self.figures
            .ask(load::path(&path, &[("from", from), ("to", time::today())]));
    }

    /// Errors and warnings of a node: of its step and of the logic behind it; tracked.
    pub fn findings(self, node: &Node) -> Vec<FieldError> {
        let place = self.of_steps("/");
        let is_own = |error: &FieldError| {
            let below = error
                .pointer
                .as_deref()
                .and_then(|p| p.strip_prefix(&place));
            let item = below.and_then(|below| below.split('/').next());
            item.and_then(|item| item.parse().ok())
                .is_some_and(|item: usize| node.items.contains(&item))
        };
        let (errors, warnings) = self.editor.findings(&self.of_steps(""));
        errors.into_iter().chain(warnings).filter(is_own).collect()
    }

    /// The pointers of a step's elements, from the document; tracked.
    pub fn parts(self, step: usize) -> Vec<String> {
        let parts = self.with(|items| {
            let elements = written::elements(items, step);
            elements
                .into_iter()
                .map(|(pointer, _)| pointer)
                .collect::<Vec<_>>()
        });
        parts.iter().map(|pointer| self.of_steps(pointer)).collect()
    }
}
