//! One visit: the walk, and what is shown of it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{FieldError, FlowReply, Problem, Receipt, Submission},
    questionnaire::{AnswerError, Answers, End, Next, Walk},
};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlButtonElement, HtmlElement, HtmlFormElement};

use crate::{
    answers,
    dom::{add, all, first, make, part, set},
    host::Host,
    talk, wire,
};

/// How long the one who asks seems to write, in ms.
const WRITING: u32 = 600;

/// What is known of a visit as it begins.
pub(crate) struct Visit {
    pub reply: FlowReply,
    pub view: String,
    pub lang: String,
    pub page: String,
    /// What the page knows of the visitor.
    pub identity: Answers,
    /// What was answered before a reload, step by step, and what was typed then.
    pub steps: Vec<Answers>,
    pub typed: Answers,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Asking,
    Sending,
    /// Not sent yet; the visitor may try again. Where it is not kept, its text can be copied.
    Unsent {
        why: String,
        kept: bool,
    },
    /// The Worker refused it, in its own words.
    Refused(String),
    Registered(Receipt),
    Ended,
}

/// A questionnaire that is alive.
#[wasm_bindgen]
pub struct Session {
    inner: Rc<Inner>,
    // Keeps signals and effects alive as long as the session.
    _owner: Owner,
}

struct Inner {
    host: Host,
    ask: HtmlElement,
    visit: Visit,
    walk: RefCell<Walk>,
    /// Everything that was ever answered: fields that come back are filled in.
    known: RefCell<Answers>,
    /// Where the walk ended that is being sent, and the body that is.
    end: Cell<End>,
    body: RefCell<String>,
    /// The answers that the Worker has.
    sent: RefCell<Option<Answers>>,
    phase: RwSignal<Phase>,
}

impl Session {
    pub(crate) fn new(host: Host, ask: HtmlElement, visit: Visit) -> Self {
        let owner = Owner::new();
        let inner = owner.with(|| {
            let (walk, next) = Walk::begin(&visit.reply.flow, &visit.identity);
            let mut known = visit.identity.clone();
            known.extend(visit.typed.clone());
            let inner = Rc::new(Inner {
                host,
                ask,
                visit,
                walk: RefCell::new(walk),
                known: RefCell::new(known),
                body: RefCell::default(),
                end: Cell::new(End::Register),
                sent: RefCell::default(),
                phase: RwSignal::new(Phase::Asking),
            });
            let shown = Rc::clone(&inner);
            Effect::new(move |_| shown.show());
            (inner, next)
        });
        let (inner, next) = inner;
        inner.begin(next);
        inner.take_up();
        Self {
            inner,
            _owner: owner,
        }
    }
}

#[wasm_bindgen]
impl Session {
    /// The visitor has sent `form`, with the button `submitter` if it was one.
    pub fn submitted(&self, form: HtmlFormElement, submitter: Option<HtmlButtonElement>) {
        let inner = &self.inner;
        // A step that is locked already, or one that is being sent.
        if !form.is_connected() || inner.phase.get_untracked() == Phase::Sending {
            return;
        }
        let name = submitter.as_ref().map(HtmlButtonElement::name);
        if name.as_deref() == Some("_back") {
            return inner.back(&form);
        }
        let mut given = answers::read(&form);
        if let Some(button) = submitter.filter(|b| !b.name().is_empty()) {
            given.insert(button.name(), button.value());
        }
        inner.answer(&form, given);
    }

    /// Something was typed.
    pub fn typed(&self) {
        self.inner.keep();
    }

    /// What was sent without success before has been decided by the Worker. Whether this session
    /// waits for it.
    pub fn decided(&self, body: &str, reply: JsValue) -> bool {
        let inner = &self.inner;
        let waits = matches!(inner.phase.get_untracked(), Phase::Unsent { .. });
        let own = waits && *inner.body.borrow() == body;
        if own {
            inner.settle(&wire::Value::of(reply));
        }
        own
    }

    /// Fills what the page knows of the visitor into fields that are blank.
    pub fn identify(&self, identity: &str) {
        let known = wire::Value::parse(identity).map(|value| value.texts());
        let inner = &self.inner;
        let known = known.unwrap_or_default();
        for (name, value) in &known {
            let mut all = inner.known.borrow_mut();
            all.entry(name.clone()).or_insert_with(|| value.clone());
        }
        let next = inner
            .walk
            .borrow_mut()
            .know(&inner.visit.reply.flow, &known);
        match next {
            Some(next) => inner.begin(next),
            None => inner.fill(),
        }
    }
}

impl Inner {
    /// Asks the first step. The loader has drawn the one of a visitor of whom nothing is known.
    fn begin(self: &Rc<Self>, next: Next) {
        let drawn = self.form().and_then(|form| form.get_attribute("data-item"));
        match next {
            Next::Step(item) if drawn.as_deref() != Some(item.to_string().as_str()) => {
                self.ask_for(item);
            }
            _ => self.fill(),
        }
    }

    /// Goes the steps again that were answered before a reload.
    fn take_up(self: &Rc<Self>) {
        let flow = &self.visit.reply.flow;
        for given in &self.visit.steps {
            let Some(item) = self.walk.borrow().current() else {
                return;
            };
            self.known.borrow_mut().extend(given.clone());
            let next = self.walk.borrow_mut().answer(flow, given);
            let Ok(Next::Step(next)) = next else {
                // The questionnaire has changed, or this was the last step: it is asked.
                self.walk.borrow_mut().reopen();
                return self.fill();
            };
            if let Some(form) = self.form().filter(|_| self.visit.reply.conversation)
                && let Some(step) = flow.step(item)
            {
                answers::fill(&form, given);
                talk::lock(&form, step, given);
            }
            self.ask_for(next);
        }
        self.fill();
    }

    /// Keeps what was answered and typed over a reload.
    fn keep(&self) {
        let typed = self.form().map(|form| answers::read(&form));
        let steps = self.walk.borrow().given();
        let draft = wire::draft(&steps, &typed.unwrap_or_default());
        self.host.keep(&draft);
    }

    fn fill(&self) {
        if let Some(form) = self.form() {
            answers::fill(&form, &self.known.borrow());
        }
    }

    /// The step that is being asked.
    fn form(&self) -> Option<HtmlFormElement> {
        first(&self.ask, "form.step").map(JsCast::unchecked_into)
    }

    fn answer(self: &Rc<Self>, form: &HtmlFormElement, given: Answers) {
        let flow = &self.visit.reply.flow;
        self.known.borrow_mut().extend(given.clone());
        let item = self.walk.borrow().current();
        let next = match item {
            Some(_) => self.walk.borrow_mut().answer(flow, &given),
            // The walk is at its end: the last step is sent once more.
            None => Ok(Next::End(self.end.get())),
        };
        match next {
            Err(errors) => {
                let faults = &self.visit.reply.words.faults;
                let say = |e: AnswerError| {
                    let text = faults.get(e.fault.code()).cloned();
                    (e.field, text.unwrap_or_default())
                };
                let errors: Vec<_> = errors.into_iter().map(say).collect();
                answers::mark(form, &errors);
            }
            Ok(next) => {
                answers::mark(form, &[]);
                if let Some(step) = item.and_then(|i| flow.step(i))
                    && self.visit.reply.conversation
                {
                    talk::lock(form, step, &given);
                }
                self.keep();
                self.go(next);
            }
        }
    }

    fn back(self: &Rc<Self>, form: &HtmlFormElement) {
        self.known.borrow_mut().extend(answers::read(form));
        let item = self.walk.borrow_mut().back();
        let Some(item) = item else { return };
        if self.visit.reply.conversation {
            form.remove();
            talk::unlock(&self.ask);
        }
        self.ask_for(item);
    }

    fn go(self: &Rc<Self>, next: Next) {
        match next {
            Next::Step(item) if self.visit.reply.conversation && !self.host.calm() => {
                let this = Rc::clone(self);
                spawn_local(async move {
                    let words = &this.visit.reply.words.writing;
                    let dots = talk::writing(&this.ask, &this.visit.reply.speaker, words);
                    this.host.wait(WRITING).await;
                    dots.remove();
                    this.ask_for(item);
                });
            }
            Next::Step(item) => self.ask_for(item),
            Next::End(End::Close) => self.phase.set(Phase::Ended),
            // Behind the receipt nothing new was answered: nothing is sent again.
            Next::End(_) if self.is_sent() => self.phase.set(Phase::Ended),
            Next::End(end) => self.send(end),
        }
    }

    /// Asks the step at `item`.
    fn ask_for(&self, item: usize) {
        let step = self.host.build(item);
        answers::fill(&step, &self.known.borrow());
        if !self.walk.borrow().can_go_back()
            && let Some(back) = first(&step, ".back")
        {
            back.remove();
        }
        match self.form() {
            Some(before) => drop(before.replace_with_with_node_1(&step)),
            None => add(&self.ask, &step),
        }
        self.phase.set(Phase::Asking);
        talk::enter(&step);
    }

    /// Whether all that was answered has been sent.
    fn is_sent(&self) -> bool {
        let answers = self.walk.borrow().answers(&self.visit.reply.flow);
        self.sent.borrow().as_ref() == Some(&answers)
    }

    fn send(self: &Rc<Self>, end: End) {
        self.phase.set(Phase::Sending);
        self.end.set(end);
        let this = Rc::clone(self);
        let evidence = self.walk.borrow().evidence(&self.visit.reply.flow);
        let submission = Submission {
            answers: self.walk.borrow().answers(&self.visit.reply.flow),
            earlier: evidence.earlier,
            prefilled: evidence.prefilled,
            view: self.visit.view.clone(),
            lang: self.visit.lang.clone(),
            page: self.visit.page.clone(),
        };
        let body = wire::submission(&submission);
        self.body.replace(body.clone());
        spawn_local(async move {
            let reply = this.host.send(&body).await;
            this.settle(&wire::Value::of(reply));
        });
    }

    /// Shows what came of sending.
    fn settle(&self, reply: &wire::Value) {
        let words = &self.visit.reply.words;
        let decided = wire::Value::parse(&reply.get("text").text());
        let phase = match (reply.get("status").number(), decided) {
            (200 | 201, Some(receipt)) => {
                let answers = self.sent_answers();
                // It had been opened again, for another attempt.
                let _ = self
                    .walk
                    .borrow_mut()
                    .answer(&self.visit.reply.flow, &answers);
                self.sent.replace(Some(answers));
                Phase::Registered(wire::receipt(&receipt))
            }
            (400..429, Some(problem)) => {
                let problem = wire::problem(&problem);
                self.ask_again();
                self.mark(&problem);
                Phase::Refused(in_words(&problem))
            }
            (status, _) => {
                let kept = reply.get("kept").is_true();
                let why = match (status, kept, reply.get("online").is_true()) {
                    (429, ..) => &words.too_many,
                    (_, false, _) => &words.cannot_keep,
                    (_, _, false) => &words.offline_kept,
                    _ => &words.not_sent,
                };
                let why = why.clone();
                Phase::Unsent { why, kept }
            }
        };
        self.phase.set(phase);
    }

    /// The answers in the body that was sent last.
    fn sent_answers(&self) -> Answers {
        let body = wire::Value::parse(&self.body.borrow());
        body.map(|body| body.get("answers").texts())
            .unwrap_or_default()
    }

    /// Marks the fields that the Worker has refused.
    fn mark(&self, problem: &Problem) {
        let error = |e: &FieldError| (e.field.clone(), e.message.clone());
        let errors: Vec<_> = problem.errors.iter().map(error).collect();
        if let Some(form) = self.form() {
            answers::mark(&form, &errors);
        }
    }

    /// Asks a locked step anew: the Worker has refused what was said there.
    fn ask_again(&self) {
        if !self.visit.reply.conversation {
            return;
        }
        self.walk.borrow_mut().reopen();
        let item = self.walk.borrow().current();
        if let Some(item) = item {
            talk::unlock(&self.ask);
            self.ask_for(item);
        }
    }

    /// Shows the phase: the one effect of a session.
    fn show(self: &Rc<Self>) {
        let phase = self.phase.get();
        for notice in all(&self.ask, ".notice") {
            notice.remove();
        }
        let busy = phase == Phase::Sending;
        for button in all(&self.ask, "button") {
            button
                .unchecked_ref::<HtmlButtonElement>()
                .set_disabled(busy);
        }
        let words = &self.visit.reply.words;
        match phase {
            Phase::Asking => {}
            Phase::Sending => drop(self.notice("status", &words.sending)),
            Phase::Unsent { why, kept } => {
                let notice = self.offer_again(&why);
                if !kept {
                    self.offer_copy(&notice);
                }
            }
            Phase::Refused(text) => {
                self.offer_again(&format!("{}\n{text}", words.check_answers));
            }
            Phase::Registered(receipt) => self.thank(&receipt),
            Phase::Ended => {
                let notice = self.notice("status", &words.ended);
                let again = self.button(&notice, "btn", &words.start_over, |this| {
                    this.host.restart();
                });
                let _ = again.focus();
                self.host.forget();
            }
        }
    }

    fn notice(&self, role: &str, text: &str) -> HtmlElement {
        let notice = make("div", "notice", text);
        part(&notice, "notice");
        set(&notice, "role", role);
        add(&self.ask, &notice);
        talk::reveal(&notice);
        notice
    }

    fn button(
        self: &Rc<Self>,
        notice: &HtmlElement,
        class: &str,
        text: &str,
        act: impl Fn(&Rc<Self>) + 'static,
    ) -> HtmlElement {
        let button = make("button", class, text);
        set(&button, "type", "button");
        let this = Rc::clone(self);
        let clicked = Closure::<dyn FnMut()>::new(move || act(&this));
        button.set_onclick(Some(clicked.into_js_value().unchecked_ref()));
        add(notice, &button);
        talk::reveal(notice);
        button
    }

    /// What was written, for the visitor to keep elsewhere.
    fn offer_copy(self: &Rc<Self>, notice: &HtmlElement) {
        let button = Rc::new(RefCell::new(None::<HtmlElement>));
        let shown = Rc::clone(&button);
        let made = self.button(notice, "back", &self.visit.reply.words.copy, move |this| {
            let (this, shown) = (Rc::clone(this), Rc::clone(&shown));
            spawn_local(async move {
                let lines: Vec<_> = this.sent_answers().into_values().collect();
                let copied = this.host.copy(&lines.join("\n")).await;
                if let Some(button) = shown.borrow().as_ref().filter(|_| copied.is_truthy()) {
                    button.set_text_content(Some(&this.visit.reply.words.copied));
                }
            });
        });
        button.replace(Some(made));
    }

    /// Nothing is lost: what was answered is kept, and sent again with the same key.
    fn offer_again(self: &Rc<Self>, text: &str) -> HtmlElement {
        let notice = self.notice("alert", text);
        let words = &self.visit.reply.words;
        let again = self.button(&notice, "btn", &words.try_again, |this| match this.form() {
            Some(form) => drop(form.request_submit()),
            None => this.send(this.end.get()),
        });
        let _ = again.focus();
        if self.form().is_some() {
            // The fields are still there: let them be corrected.
            self.walk.borrow_mut().reopen();
        }
        notice
    }

    fn thank(self: &Rc<Self>, receipt: &Receipt) {
        let words = &self.visit.reply.words;
        let text = if receipt.text.is_empty() {
            &words.thanks
        } else {
            &receipt.text
        };
        let class = if self.visit.reply.conversation {
            "receipt bubble them"
        } else {
            "receipt"
        };
        let thanks = make("div", class, "");
        part(&thanks, "receipt");
        set(&thanks, "role", "status");
        set(&thanks, "tabindex", "-1");
        add(&thanks, &make("p", "", text));
        if let Some(time) = &receipt.reply_by {
            add(&thanks, &make("p", "", &words.reply_by.replace("{}", time)));
        }
        let number = make("p", "", &format!("{}: ", words.receipt));
        add(&number, &make("strong", "", &receipt.receipt));
        add(&thanks, &number);
        if !self.visit.reply.conversation {
            self.ask.set_text_content(None);
        }
        if !receipt.link.is_empty() {
            let link = make("a", "follow", &words.follow);
            set(&link, "href", &receipt.link);
            set(&link, "target", "_blank");
            set(&link, "rel", "noopener");
            add(&thanks, &link);
        }
        if !self.visit.reply.conversation {
            self.button(&thanks, "back", &words.another, |this| this.host.restart());
        }
        add(&self.ask, &thanks);
        let _ = thanks.focus();
        talk::reveal(&thanks);
        self.host.forget();
        self.host.show("receipt");
        self.host.submitted(&receipt.receipt);
        let end = self.end.get();
        let next = self
            .walk
            .borrow_mut()
            .go_on_after(&self.visit.reply.flow, end);
        if let Some(item) = next {
            self.ask_for(item);
        }
    }
}

/// What the Worker says is wrong, one line each.
fn in_words(problem: &Problem) -> String {
    if problem.errors.is_empty() {
        return problem.title.clone();
    }
    let lines: Vec<_> = problem.errors.iter().map(|e| e.message.as_str()).collect();
    lines.join("\n")
}
