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
    send::{Key, Sent, send},
    talk, wire,
};

/// How long the one who asks seems to write, in ms.
const WRITING: u32 = 600;

/// Where and how the visitor answers.
pub(crate) struct Visit {
    pub address: String,
    pub view: String,
    pub lang: String,
    pub page: String,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Asking,
    Sending,
    /// Not sent; the visitor may try again.
    Unsent(String),
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
    reply: FlowReply,
    visit: Visit,
    walk: RefCell<Walk>,
    /// Everything that was ever answered: fields that come back are filled in.
    known: RefCell<Answers>,
    key: Key,
    /// Where the walk ended that is being sent.
    end: Cell<End>,
    /// The answers that the Worker has.
    sent: RefCell<Option<Answers>>,
    phase: RwSignal<Phase>,
}

impl Session {
    pub(crate) fn new(
        host: Host,
        ask: HtmlElement,
        reply: FlowReply,
        visit: Visit,
        known: Answers,
    ) -> Self {
        let owner = Owner::new();
        let inner = owner.with(|| {
            let (walk, next) = Walk::begin(&reply.flow, &known);
            let inner = Rc::new(Inner {
                host,
                ask,
                reply,
                visit,
                walk: RefCell::new(walk),
                known: RefCell::new(known),
                key: Key::default(),
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

    /// Fills what the page knows of the visitor into fields that are blank.
    pub fn identify(&self, identity: &str) {
        let known = wire::Value::parse(identity).map(|value| value.texts());
        let inner = &self.inner;
        let known = known.unwrap_or_default();
        for (name, value) in &known {
            let mut all = inner.known.borrow_mut();
            all.entry(name.clone()).or_insert_with(|| value.clone());
        }
        let next = inner.walk.borrow_mut().know(&inner.reply.flow, &known);
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
        let flow = &self.reply.flow;
        self.known.borrow_mut().extend(given.clone());
        let item = self.walk.borrow().current();
        let next = match item {
            Some(_) => self.walk.borrow_mut().answer(flow, &given),
            // The walk is at its end: the last step is sent once more.
            None => Ok(Next::End(self.end.get())),
        };
        match next {
            Err(errors) => {
                let faults = &self.reply.words.faults;
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
                    && self.reply.conversation
                {
                    talk::lock(form, step, &given);
                }
                self.go(next);
            }
        }
    }

    fn back(self: &Rc<Self>, form: &HtmlFormElement) {
        self.known.borrow_mut().extend(answers::read(form));
        let item = self.walk.borrow_mut().back();
        let Some(item) = item else { return };
        if self.reply.conversation {
            form.remove();
            talk::unlock(&self.ask);
        }
        self.ask_for(item);
    }

    fn go(self: &Rc<Self>, next: Next) {
        match next {
            Next::Step(item) if self.reply.conversation && !self.host.calm() => {
                let this = Rc::clone(self);
                spawn_local(async move {
                    let words = &this.reply.words.writing;
                    let dots = talk::writing(&this.ask, &this.reply.speaker, words);
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
        let answers = self.walk.borrow().answers(&self.reply.flow);
        self.sent.borrow().as_ref() == Some(&answers)
    }

    fn send(self: &Rc<Self>, end: End) {
        self.phase.set(Phase::Sending);
        self.end.set(end);
        let this = Rc::clone(self);
        let evidence = self.walk.borrow().evidence(&self.reply.flow);
        let submission = Submission {
            answers: self.walk.borrow().answers(&self.reply.flow),
            earlier: evidence.earlier,
            prefilled: evidence.prefilled,
            view: self.visit.view.clone(),
            lang: self.visit.lang.clone(),
            page: self.visit.page.clone(),
        };
        spawn_local(async move {
            let sent = send(&this.host, &this.visit.address, &submission, &this.key).await;
            this.phase.set(match sent {
                Sent::Stored(receipt) => {
                    this.sent.replace(Some(submission.answers));
                    Phase::Registered(receipt)
                }
                Sent::Refused(problem) => {
                    this.ask_again();
                    this.mark(&problem);
                    Phase::Refused(in_words(&problem))
                }
                Sent::TooMany => Phase::Unsent(this.reply.words.too_many.clone()),
                Sent::Lost => Phase::Unsent(this.reply.words.not_sent.clone()),
            });
        });
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
        if !self.reply.conversation {
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
        let words = &self.reply.words;
        match phase {
            Phase::Asking => {}
            Phase::Sending => drop(self.notice("status", &words.sending)),
            Phase::Unsent(text) => self.offer_again(&text),
            Phase::Refused(text) => self.offer_again(&format!("{}\n{text}", words.check_answers)),
            Phase::Registered(receipt) => self.thank(&receipt),
            Phase::Ended => {
                let notice = self.notice("status", &words.ended);
                self.button(&notice, &words.start_over, |this| this.host.restart());
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

    fn button(self: &Rc<Self>, notice: &HtmlElement, text: &str, act: fn(&Rc<Self>)) {
        let button = make("button", "btn", text);
        set(&button, "type", "button");
        let this = Rc::clone(self);
        let clicked = Closure::<dyn FnMut()>::new(move || act(&this));
        button.set_onclick(Some(clicked.into_js_value().unchecked_ref()));
        add(notice, &button);
        let _ = button.focus();
    }

    /// Nothing is lost: what was answered is kept, and sent again with the same key.
    fn offer_again(self: &Rc<Self>, text: &str) {
        let notice = self.notice("alert", text);
        self.button(&notice, &self.reply.words.try_again, |this| {
            match this.form() {
                Some(form) => drop(form.request_submit()),
                None => this.send(this.end.get()),
            }
        });
        if self.form().is_some() {
            // The fields are still there: let them be corrected.
            self.walk.borrow_mut().reopen();
        }
    }

    fn thank(self: &Rc<Self>, receipt: &Receipt) {
        let words = &self.reply.words;
        let text = if receipt.text.is_empty() {
            &words.thanks
        } else {
            &receipt.text
        };
        let class = if self.reply.conversation {
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
        if !self.reply.conversation {
            self.ask.set_text_content(None);
        }
        add(&self.ask, &thanks);
        let _ = thanks.focus();
        talk::reveal(&thanks);
        self.host.show("receipt");
        self.host.submitted(&receipt.receipt);
        let end = self.end.get();
        let next = self.walk.borrow_mut().go_on_after(&self.reply.flow, end);
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
