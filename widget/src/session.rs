//! One visit: the walk, and what is shown of it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use reactive_graph::{
    effect::ImmediateEffect,
    signal::ArcRwSignal,
    traits::{Get, GetUntracked, Set},
};
use send_wrapper::SendWrapper;
use shared::{
    api::Submission,
    questionnaire::{AnswerError, Answers, End, Flow, Next, Walk},
};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlButtonElement, HtmlElement, HtmlFormElement};

use crate::{
    answers,
    dom::{add, all, first, make, part, set},
    host::Host,
    talk,
    wire::{self, Value},
};

/// How long the one who asks seems to write, in ms.
const WRITING: u32 = 600;

/// What is known of a visit as it begins.
pub(crate) struct Visit {
    pub flow: Flow,
    /// Whether earlier steps stay above, as in a conversation.
    pub conversation: bool,
    /// The name of the one who asks, in a conversation.
    pub speaker: String,
    pub words: Value,
    pub view: String,
    pub lang: String,
    pub page: String,
    pub zone: String,
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
    Registered(Value),
    Ended,
}

/// A questionnaire that is alive.
#[wasm_bindgen]
pub struct Session {
    inner: Rc<Inner>,
    // Runs as long as the session is there.
    _shown: ImmediateEffect,
}

struct Inner {
    host: Host,
    ask: HtmlElement,
    visit: Visit,
    walk: RefCell<Walk>,
    /// Everything that was ever answered: fields that come back are filled in.
    known: RefCell<Answers>,
    /// The step that the one who asks is writing.
    written: Cell<Option<usize>>,
    /// Where the walk ended that is being sent, and the body that is.
    end: Cell<End>,
    body: RefCell<String>,
    /// The answers that the Worker has.
    sent: RefCell<Option<Answers>>,
    phase: ArcRwSignal<Phase>,
}

impl Session {
    pub(crate) fn new(host: Host, ask: HtmlElement, visit: Visit) -> Self {
        let (walk, next) = Walk::begin(&visit.flow, &visit.identity);
        let mut known = visit.identity.clone();
        known.extend(visit.typed.clone());
        let inner = Rc::new(Inner {
            host,
            ask,
            visit,
            walk: RefCell::new(walk),
            known: RefCell::new(known),
            written: Cell::default(),
            body: RefCell::default(),
            end: Cell::new(End::Register),
            sent: RefCell::default(),
            phase: ArcRwSignal::new(Phase::Asking),
        });
        // The one effect: whatever changes the phase, this shows it. A page has one thread.
        let shown = SendWrapper::new(Rc::clone(&inner));
        let effect = ImmediateEffect::new(move || shown.show());
        inner.begin(next);
        inner.take_up();
        Self {
            inner,
            _shown: effect,
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

    /// What came of sending `body`, now or after earlier attempts: `{status, text}`, or, where the
    /// Worker was not reached, `{status: 0 or 429, kept, online}`. Whether this session waits for it.
    pub fn settle(&self, body: &str, reply: JsValue) -> bool {
        let inner = &self.inner;
        let phase = inner.phase.get_untracked();
        let waits = matches!(phase, Phase::Sending | Phase::Unsent { .. });
        let own = waits && *inner.body.borrow() == body;
        if own {
            inner.settle(&Value::of(reply));
        }
        own
    }

    /// The visitor wants to send it once more.
    pub fn again(&self) {
        let inner = &self.inner;
        match inner.form() {
            Some(form) => drop(form.request_submit()),
            None => inner.send(inner.end.get()),
        }
    }

    /// The one who asks has written.
    pub fn written(&self) {
        for dots in all(&self.inner.ask, ".writing") {
            dots.remove();
        }
        if let Some(item) = self.inner.written.take() {
            self.inner.ask_for(item);
        }
    }

    /// Fills what the page knows of the visitor into fields that are blank.
    pub fn identify(&self, identity: &str) {
        let known = Value::parse(identity).map(|value| value.texts());
        let inner = &self.inner;
        let known = known.unwrap_or_default();
        for (name, value) in &known {
            let mut all = inner.known.borrow_mut();
            all.entry(name.clone()).or_insert_with(|| value.clone());
        }
        let next = inner.walk.borrow_mut().know(&inner.visit.flow, &known);
        match next {
            Some(next) => inner.begin(next),
            None => inner.fill(),
        }
    }
}

impl Inner {
    /// Asks the first step. The loader has drawn the one of a visitor of whom nothing is known.
    fn begin(&self, next: Next) {
        let drawn = self.form().and_then(|form| form.get_attribute("data-item"));
        match next {
            Next::Step(item) if drawn.as_deref() != Some(item.to_string().as_str()) => {
                self.ask_for(item);
            }
            _ => self.fill(),
        }
    }

    /// Goes the steps again that were answered before a reload.
    fn take_up(&self) {
        let flow = &self.visit.flow;
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
            if let Some(form) = self.form().filter(|_| self.visit.conversation)
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

    fn answer(&self, form: &HtmlFormElement, given: Answers) {
        let flow = &self.visit.flow;
        self.known.borrow_mut().extend(given.clone());
        let item = self.walk.borrow().current();
        let next = match item {
            Some(_) => self.walk.borrow_mut().answer(flow, &given),
            // The walk is at its end: the last step is sent once more.
            None => Ok(Next::End(self.end.get())),
        };
        match next {
            Err(errors) => {
                let faults = self.visit.words.get("faults");
                let say = |e: AnswerError| (e.field, faults.get(e.fault.code()).text());
                let errors: Vec<_> = errors.into_iter().map(say).collect();
                answers::mark(form, &errors);
            }
            Ok(next) => {
                answers::mark(form, &[]);
                if let Some(step) = item.and_then(|i| flow.step(i))
                    && self.visit.conversation
                {
                    talk::lock(form, step, &given);
                }
                self.keep();
                self.go(next);
            }
        }
    }

    fn back(&self, form: &HtmlFormElement) {
        self.known.borrow_mut().extend(answers::read(form));
        let item = self.walk.borrow_mut().back();
        let Some(item) = item else { return };
        if self.visit.conversation {
            form.remove();
            talk::unlock(&self.ask);
        }
        self.ask_for(item);
    }

    fn go(&self, next: Next) {
        match next {
            Next::Step(item) if self.visit.conversation && !self.host.calm() => {
                talk::writing(&self.ask, &self.visit.speaker, &self.word("writing"));
                self.written.set(Some(item));
                self.host.write(WRITING);
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
        let answers = self.walk.borrow().answers(&self.visit.flow);
        self.sent.borrow().as_ref() == Some(&answers)
    }

    fn send(&self, end: End) {
        self.phase.set(Phase::Sending);
        self.end.set(end);
        let evidence = self.walk.borrow().evidence(&self.visit.flow);
        let submission = Submission {
            answers: self.walk.borrow().answers(&self.visit.flow),
            earlier: evidence.earlier,
            prefilled: evidence.prefilled,
            view: self.visit.view.clone(),
            lang: self.visit.lang.clone(),
            page: self.visit.page.clone(),
            zone: self.visit.zone.clone(),
        };
        let body = wire::submission(&submission);
        self.host.send(&body);
        self.body.replace(body);
    }

    /// Shows what came of sending.
    fn settle(&self, reply: &Value) {
        let decided = Value::parse(&reply.get("text").text());
        let phase = match (reply.get("status").number(), decided) {
            (200 | 201, Some(receipt)) => {
                let answers = self.sent_answers();
                // It had been opened again, for another attempt.
                let _ = self.walk.borrow_mut().answer(&self.visit.flow, &answers);
                self.sent.replace(Some(answers));
                Phase::Registered(receipt)
            }
            (400..429, Some(problem)) => {
                self.ask_again();
                self.mark(&problem);
                Phase::Refused(in_words(&problem))
            }
            (status, _) => {
                let kept = reply.get("kept").is_true();
                let why = match (status, kept, reply.get("online").is_true()) {
                    (429, ..) => "too_many",
                    (_, false, _) => "cannot_keep",
                    (_, _, false) => "offline_kept",
                    _ => "not_sent",
                };
                let why = self.word(why);
                Phase::Unsent { why, kept }
            }
        };
        self.phase.set(phase);
    }

    /// The answers in the body that was sent last.
    fn sent_answers(&self) -> Answers {
        let body = Value::parse(&self.body.borrow());
        body.map(|body| body.get("answers").texts())
            .unwrap_or_default()
    }

    /// Marks the fields that the Worker has refused.
    fn mark(&self, problem: &Value) {
        let error = |e: &Value| (e.get("field").text(), e.get("message").text());
        let errors = problem.get("errors").list(error);
        if let Some(form) = self.form() {
            answers::mark(&form, &errors);
        }
    }

    /// Asks a locked step anew: the Worker has refused what was said there.
    fn ask_again(&self) {
        if !self.visit.conversation {
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
    fn show(&self) {
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
        match phase {
            Phase::Asking => {}
            Phase::Sending => drop(self.notice("status", &self.word("sending"))),
            Phase::Unsent { why, kept } => {
                let notice = self.offer_again(&why);
                if !kept {
                    self.button(&notice, "back", "copy");
                }
            }
            Phase::Refused(text) => {
                self.offer_again(&[self.word("check_answers"), text].join("\n"));
            }
            Phase::Registered(receipt) => self.thank(&receipt),
            Phase::Ended => {
                let notice = self.notice("status", &self.word("ended"));
                let _ = self.button(&notice, "btn", "start_over").focus();
                self.host.forget();
            }
        }
    }

    /// One of the words that the Worker sent, in the language shown.
    fn word(&self, name: &str) -> String {
        self.visit.words.get(name).text()
    }

    fn notice(&self, role: &str, text: &str) -> HtmlElement {
        let notice = make("div", "notice", text);
        part(&notice, "notice");
        set(&notice, "role", role);
        add(&self.ask, &notice);
        talk::reveal(&notice);
        notice
    }

    /// A button of the loader's, which knows what to do by the name of its word (panel.js).
    fn button(&self, notice: &HtmlElement, class: &str, word: &str) -> HtmlElement {
        let button = make("button", class, &self.word(word));
        set(&button, "type", "button");
        set(&button, "data-act", word);
        add(notice, &button);
        talk::reveal(notice);
        button
    }

    /// Nothing is lost: what was answered is kept, and sent again with the same key.
    fn offer_again(&self, text: &str) -> HtmlElement {
        let notice = self.notice("alert", text);
        let _ = self.button(&notice, "btn", "try_again").focus();
        if self.form().is_some() {
            // The fields are still there: let them be corrected.
            self.walk.borrow_mut().reopen();
        }
        notice
    }

    fn thank(&self, receipt: &Value) {
        let said = receipt.get("text").text();
        let text = if said.is_empty() {
            self.word("thanks")
        } else {
            said
        };
        let class = if self.visit.conversation {
            "receipt bubble them"
        } else {
            "receipt"
        };
        let thanks = make("div", class, "");
        part(&thanks, "receipt");
        set(&thanks, "role", "status");
        set(&thanks, "tabindex", "-1");
        add(&thanks, &make("p", "", &text));
        let by = receipt.get("reply_by").text();
        if !by.is_empty() {
            add(&thanks, &make("p", "", &self.host.promise(&by)));
        }
        let number = make("p", "", &[&self.word("receipt"), ": "].concat());
        let receipt_number = receipt.get("receipt").text();
        add(&number, &make("strong", "", &receipt_number));
        add(&thanks, &number);
        if !self.visit.conversation {
            self.ask.set_text_content(None);
        }
        let address = receipt.get("link").text();
        if !address.is_empty() {
            let link = make("a", "follow", &self.word("follow"));
            set(&link, "href", &address);
            set(&link, "target", "_blank");
            set(&link, "rel", "noopener");
            add(&thanks, &link);
        }
        if !self.visit.conversation {
            self.button(&thanks, "back", "another");
        }
        add(&self.ask, &thanks);
        let _ = thanks.focus();
        talk::reveal(&thanks);
        self.host.forget();
        self.host.show("receipt");
        self.host.submitted(&receipt_number);
        let end = self.end.get();
        let next = self.walk.borrow_mut().go_on_after(&self.visit.flow, end);
        if let Some(item) = next {
            self.ask_for(item);
        }
    }
}

/// What the Worker says is wrong, one line each.
fn in_words(problem: &Value) -> String {
    let lines = problem.get("errors").list(|e| e.get("message").text());
    if lines.is_empty() {
        return problem.get("title").text();
    }
    lines.join("\n")
}
